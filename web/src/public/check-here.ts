/**
 * The one script of a shared resume: repeats the checks of a credential in the reader's browser, with the same library the server uses,
 * and says whether both came to the same result. The page reads well without it.
 */
import { type Asked, browserLoaders, type Outside } from './outside.ts'

type Outcome = 'passed' | 'failed' | 'unknown'

interface Result {
  verdict: string
  checks: { id: string; outcome: Outcome; because: string }[]
  nested: (Result & { at: string })[]
}

interface Library {
  verifyCredential(input: string, loaders: object, options: object): Promise<Result>
}

/** The page's own words, with `{…}` where something goes. */
interface Words {
  verdicts: Record<string, string>
  checks: Record<string, Record<Outcome, string>>
  outcomes: Record<Outcome, string>
  unnamedCheck: string
  checkHere: string
  running: string
  agrees: string
  differs: string
  failed: string
  direct: [one: string, many: string]
  relayed: [one: string, many: string]
  nothingAsked: string
}

const LIBRARY = './credentials/browser.js'
const words: Words = JSON.parse(document.querySelector('#check-words')?.textContent ?? '{}')
const filled = (text: string, values: Record<string, string | number>): string =>
  text.replace(/\{(\w+)\}/g, (_, name: string) => String(values[name] ?? ''))
const verdictWord = (verdict: string): string => words.verdicts[verdict] ?? verdict

/** The result of the part a pointer names; the whole for ''. */
function partOf(result: Result, pointer: string, at = ''): Result | undefined {
  if (at === pointer) return result
  for (const inner of result.nested) {
    const found = partOf(inner, pointer, `${at}${inner.at}`)
    if (found) return found
  }
  return undefined
}

async function read(url: string): Promise<Response> {
  const answer = await fetch(url, { headers: { accept: 'application/json, */*' } })
  if (!answer.ok) throw new Error(String(answer.status))
  return answer
}

async function verify(raw: string, asked: Asked): Promise<Result> {
  const [library, document, outside] = await Promise.all([
    import(/* @vite-ignore */ LIBRARY) as Promise<Library>,
    read(raw).then((answer) => answer.text()),
    read(`${raw}/outside`).then((answer) => answer.json() as Promise<Outside>),
  ])
  const registry = { find: (id: string) => outside.issuers.find((issuer) => issuer.id === id) }
  return library.verifyCredential(document, browserLoaders(outside, asked), { now: new Date(), registry })
}

const SIGNS: Record<Outcome, string> = { passed: '✓', failed: '✗', unknown: '?' }
const INKS: Record<Outcome, string> = { passed: 'ink', failed: 'red', unknown: 'grey' }

function element(name: string, text: string, ink = ''): HTMLElement {
  const made = document.createElement(name)
  made.textContent = text
  made.className = ink
  return made
}

function checkList({ checks, verdict }: Result): HTMLElement {
  const list = element('ul', '', 'checks')
  for (const { id, outcome } of checks) {
    const named = id === 'proof' && verdict === 'unsigned' ? 'no-proof' : id
    const sign = element('b', SIGNS[outcome], INKS[outcome])
    sign.ariaHidden = 'true'
    const item = document.createElement('li')
    const sentence = words.checks[named]?.[outcome] ?? filled(words.unnamedCheck, { id })
    item.append(sign, element('div', sentence), element('span', words.outcomes[outcome], INKS[outcome]))
    list.append(item)
  }
  return list
}

/** "1 document asked from the issuer directly. 2 documents read through this server, …" */
function wayTaken({ direct, relayed }: Asked): string {
  const counted = (n: number, [one, many]: [string, string]): string[] => (n === 0 ? [] : [filled(n === 1 ? one : many, { n })])
  return [...counted(direct.size, words.direct), ...counted(relayed.size, words.relayed)].join('. ') || words.nothingAsked
}

async function check(place: HTMLElement, report: HTMLElement): Promise<void> {
  const { raw = '', pointer = '' } = place.dataset
  const said = place.closest<HTMLElement>('.proof')?.dataset.verdict ?? ''
  const asked: Asked = { direct: new Set(), relayed: new Set() }
  report.replaceChildren(element('p', words.running))
  try {
    const found = partOf(await verify(raw, asked), pointer)
    if (!found) throw new Error('no such part')
    const same = found.verdict === said
    const names = { word: verdictWord(found.verdict), here: verdictWord(found.verdict), there: verdictWord(said) }
    const sentence = element('p', filled(same ? words.agrees : words.differs, names), same ? '' : 'amber')
    report.replaceChildren(sentence, element('p', `${wayTaken(asked)}.`, 'soft'), checkList(found))
    report.dataset.agrees = String(same)
  } catch {
    report.replaceChildren(element('p', words.failed, 'amber'))
  }
}

for (const place of document.querySelectorAll<HTMLElement>('.again')) {
  const button = element('button', words.checkHere, 'button quiet') as HTMLButtonElement
  const report = element('div', '', 'result')
  button.type = 'button'
  report.setAttribute('role', 'status')
  button.addEventListener('click', async () => {
    button.disabled = true
    await check(place, report)
    button.disabled = false
  })
  place.append(button, report)
}
