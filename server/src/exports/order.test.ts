import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startTestApp, type TestApp } from '../../test/app.ts'
import { call, type HeaderLines, signIn } from '../../test/people.ts'
import { ORDERED_PLACES, SECTIONS } from '../core/words.ts'
import { isInstalled, kept, textOf } from './test/pdf-tools.ts'

let app: TestApp
let ada: HeaderLines
const withTools = it.skipIf(!isInstalled('pdftotext'))

const OWN = [
  { section: 'Education', title: 'Night school' },
  { section: 'Experience', title: 'Foreman' },
  { section: 'Skills and Abilities', title: 'Sewing test' },
  { section: 'Activities', title: 'Chess club' },
  { kind: 'skill', name: 'Knitting' },
]

/** Somebody with a summary and these of their own. */
async function person(email: string, own: readonly object[], summary = 'Builds things.'): Promise<HeaderLines> {
  const headers = await signIn(app, email)
  await call(app, 'PATCH', '/api/me/resume', { headers, body: { profile: { summary } } })
  for (const body of own) expect((await call(app, 'POST', '/api/me/resume/entries', { headers, body })).status).toBe(201)
  return headers
}
beforeAll(async () => {
  app = await startTestApp()
  ada = await person('ada@example.org', OWN)
})
afterAll(() => app.stop())

const put = (sections: readonly string[], headers = ada) => call(app, 'PUT', '/api/me/resume/order', { headers, body: { sections } })
const resume = async (headers = ada) => (await call(app, 'GET', '/api/me/resume', { headers })).body
const drawn = (page: string): string[] =>
  [...page.matchAll(/<h2 id="s\d+"[^>]*>([^<]*)<\/h2>|<h3><bdi>([^<]*)<\/bdi>|<p class="prose"[^>]*>([^<]*)</g)].map(
    ([, ...found]) => found.find(Boolean) ?? '',
  )
const previewed = async (headers = ada) => drawn((await call(app, 'GET', '/api/me/resume/preview', { headers })).text)

async function shared(headers = ada): Promise<string[]> {
  const { body } = await call(app, 'POST', '/api/me/shares', { headers, body: {} })
  return drawn((await call(app, 'GET', `/r/${body.slug}`)).text)
}

/** These words as the paper has them, one behind the other. */
async function printed(words: readonly string[], headers = ada): Promise<string[]> {
  const response = await fetch(`${app.base}/api/me/resume.pdf`, { headers })
  const text = textOf(kept('order.pdf', new Uint8Array(await response.arrayBuffer())))
  const lines = text.split('\n').map((line) => line.split(' · ')[0]?.trim() ?? '')
  return lines.filter((line) => words.includes(line))
}

const USUAL = [
  ...['About', 'Builds things.', 'Education', 'Night school', 'Experience', 'Foreman'],
  ...['Skills and Abilities', 'Sewing test', 'Knitting', 'Activities', 'Chess club'],
]

describe('the order of a resume', () => {
  it('is the usual one until somebody moves something', async () => {
    expect((await resume()).order).toEqual(ORDERED_PLACES)
    expect(await previewed()).toEqual(USUAL)
    expect(await shared()).toEqual(USUAL)
  })

  it('of the nine alone leaves the summary at the top, and the skills with their section', async () => {
    const { status, body } = await put(['Skills and Abilities', 'Experience'])
    expect(status).toBe(200)
    expect(body.order.slice(0, 4)).toEqual(['Summary', 'Skills and Abilities', 'Skills', 'Experience'])
    expect(body.order.toSorted()).toEqual([...ORDERED_PLACES].sort())
    expect(body.sections.map(({ name }: { name: string }) => name)).toEqual([
      'Skills and Abilities',
      'Experience',
      'Education',
      'Activities',
    ])
    expect(await previewed()).toEqual([
      ...['About', 'Builds things.', 'Skills and Abilities', 'Sewing test', 'Knitting'],
      ...['Experience', 'Foreman', 'Education', 'Night school', 'Activities', 'Chess club'],
    ])
    expect((await put(SECTIONS)).body.order).toEqual(ORDERED_PLACES)
  })

  it('puts skills and summary where they are named, on the page and behind a link', async () => {
    const { body } = await put(['Skills', 'Education', 'Summary'])
    expect(body.order.slice(0, 4)).toEqual(['Skills', 'Education', 'Summary', 'Experience'])
    expect((await resume()).order).toEqual(body.order)
    const moved = [
      ...['Skills', 'Knitting', 'Education', 'Night school', 'About', 'Builds things.'],
      ...['Experience', 'Foreman', 'Skills and Abilities', 'Sewing test', 'Activities', 'Chess club'],
    ]
    expect(await previewed()).toEqual(moved)
    expect(await shared()).toEqual(moved)
  })

  it('names skills by their section where no entries of it are drawn elsewhere', async () => {
    const headers = await person('skills@example.org', [OWN[0]!, OWN[4]!], '')
    await put(['Skills'], headers)
    expect(await previewed(headers)).toEqual(['Skills and Abilities', 'Knitting', 'Education', 'Night school'])
  })

  it('takes no place twice, no unknown place, and not the links, which stand in the head', async () => {
    const { order } = await resume()
    for (const wrong of [['Skills', 'Skills'], ['Nonsense'], ['Links'], ['summary']]) {
      const { status, body } = await put(wrong)
      expect([wrong, status, body.code]).toEqual([wrong, 400, 'request_invalid'])
    }
    expect((await resume()).order).toEqual(order)
  })

  withTools.each(['classic', 'modern', 'compact'])('is the order in which the paper is read (%s)', async (template) => {
    const set = (settings: object) => call(app, 'PATCH', '/api/me/resume', { headers: ada, body: { settings } })
    await set({ template, language: 'en' })
    await put(SECTIONS)
    expect(await printed(USUAL)).toEqual(USUAL)
    const order = ['Skills', 'Education', 'Skills and Abilities', 'Experience', 'Activities', 'Summary']
    await put(order)
    const moved = [
      ...['Skills', 'Knitting', 'Education', 'Night school', 'Skills and Abilities', 'Sewing test'],
      ...['Experience', 'Foreman', 'Activities', 'Chess club', 'About', 'Builds things.'],
    ]
    expect(await printed(moved)).toEqual(moved)
    expect(await previewed()).toEqual(moved)
    await set({ language: 'es' })
    expect((await printed(['Competencias', 'Perfil', 'Formación'])).join()).toBe('Competencias,Formación,Perfil')
  })

  it('leaves the data in others’ formats as it was', async () => {
    const data = async () => (await call(app, 'GET', '/api/me/resume.json', { headers: ada })).text
    await put(SECTIONS)
    const before = await data()
    await put(['Skills', ...SECTIONS, 'Summary'])
    expect(await data()).toBe(before)
  })
})
