import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { copyOfTheTree } from './copy-of-the-tree.ts'
import { type Edit, type Guard, plantedFaults } from './planted-faults.ts'

/**
 * Breaks one promise after the other in a copy of the tree and looks whether its test turns red, for the reason it should.
 * `npm run test:planted`; `ONLY=name` (a part of it) takes some of them.
 *
 * @see reliability, section 5: prove the harness itself
 */
const ONLY = process.env.ONLY ?? ''
const LIMIT_MS = 900_000

interface Ran {
  passed: boolean
  /** what it printed, or why the tests failed */
  words: string
}

const isCrash = (guard: Guard): guard is Extract<Guard, { crash: object }> => 'crash' in guard
const nameOf = (guard: Guard): string => (isCrash(guard) ? 'npm run test:crash' : `${guard.file}: ${guard.test}`)
const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')

/** Runs a program in the copy. @returns its exit code and everything it printed */
async function run(
  tree: string,
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<{ code: number; output: string }> {
  const child = spawn(process.execPath, args, { cwd: tree, env: { ...process.env, FAULTS: 'all', ...env }, timeout: LIMIT_MS })
  let output = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (bytes) => (output += bytes))
  const [code] = await once(child, 'close')
  return { code: code ?? 1, output }
}

async function runCrash(tree: string, { crash }: Extract<Guard, { crash: object }>): Promise<Ran> {
  const built = await run(tree, ['scripts/build.mjs', 'server'])
  if (built.code !== 0) return { passed: false, words: `the planted server does not build: ${built.output}` }
  const { code, output } = await run(tree, ['--import', 'tsx', '--conditions=source', 'server/harness/crash.ts'], crash)
  return { passed: code === 0, words: output }
}

interface Report {
  testResults: { message: string; assertionResults: { fullName: string; status: string; failureMessages: string[] }[] }[]
}

/** Runs tests by their titles. @returns for each title whether all tests of that name passed; one that never ran has not */
async function runTests(tree: string, guards: readonly { file: string; test: string }[]): Promise<Map<string, Ran>> {
  const report = join(tree, 'planted-report.json')
  const projects = ['server', 'credentials'].filter((name) => guards.some(({ file }) => file.startsWith(`${name}/`)))
  const titles = [...new Set(guards.map(({ test }) => escaped(test)))].join('|')
  const { output } = await run(tree, [
    'node_modules/vitest/vitest.mjs',
    'run',
    ...projects.flatMap((name) => ['--project', name]),
    ...new Set(guards.map(({ file }) => file)),
    ...['-t', titles, '--reporter=json', `--outputFile=${report}`, '--retry=0'],
  ])
  const { testResults } = JSON.parse(await readFile(report, 'utf8').catch(() => '{"testResults":[]}')) as Report
  const all = testResults.flatMap(({ assertionResults }) => assertionResults)
  const outside = testResults.map(({ message }) => message).join('\n')
  return new Map(
    guards.map(({ test }) => {
      const found = all.filter(({ fullName, status }) => fullName.includes(test) && (status === 'passed' || status === 'failed'))
      const words = found.flatMap(({ failureMessages }) => failureMessages).join('\n')
      const passed = found.length > 0 && found.every(({ status }) => status === 'passed')
      return [test, { passed, words: found.length > 0 ? words : `no test ran: ${outside || output}` }]
    }),
  )
}

const runGuard = async (tree: string, guard: Guard): Promise<Ran> =>
  isCrash(guard) ? runCrash(tree, guard) : (await runTests(tree, [guard])).get(guard.test)!

/** Makes the edits. @returns the function that undoes them */
async function plant(tree: string, edits: readonly Edit[]): Promise<() => Promise<void>> {
  const before = new Map<string, string>()
  for (const { file, find, put } of edits) {
    const text = await readFile(join(tree, file), 'utf8')
    if (text.split(find).length !== 2) throw new Error(`the text to replace is not once in ${file}: ${find}`)
    if (!before.has(file)) before.set(file, text)
    await writeFile(
      join(tree, file),
      text.replace(find, () => put),
    )
  }
  return async () => {
    for (const [file, text] of before) await writeFile(join(tree, file), text)
  }
}

/** Runs everything unplanted: red means something only where green was before. @returns the guards that are not green */
async function notGreen(tree: string, guards: readonly Guard[]): Promise<Set<string>> {
  const red = new Set<string>()
  const say = (name: string, words: string): void => {
    red.add(name)
    console.log(`RED BEFORE ANYTHING WAS PLANTED: ${name}\n${words.slice(-2_000)}\n`)
  }
  const tests = guards.flatMap((guard) => (isCrash(guard) ? [] : [guard]))
  const ran = tests.length > 0 ? await runTests(tree, tests) : new Map<string, Ran>()
  for (const guard of tests) if (!ran.get(guard.test)?.passed) say(nameOf(guard), ran.get(guard.test)?.words ?? '')
  const [crash] = guards.filter(isCrash)
  if (crash) {
    const { passed, words } = await runCrash(tree, crash)
    if (!passed) say(nameOf(crash), words)
  }
  return red
}

const chosen = plantedFaults.filter(({ name }) => name.includes(ONLY))
if (chosen.length === 0) throw new Error(`no planted fault is called ${ONLY}`)
const { tree, remove } = await copyOfTheTree()
let missed = 0
try {
  const red = await notGreen(
    tree,
    chosen.flatMap(({ guards }) => guards),
  )
  for (const { name, says, edits, guards } of chosen) {
    console.log(`\n${name}: ${says}`)
    const undo = await plant(tree, edits)
    for (const guard of guards) {
      if (red.has(nameOf(guard))) {
        missed++
        continue
      }
      const began = Date.now()
      const { passed, words } = await runGuard(tree, guard)
      const isCaught = !passed && guard.fails.test(words)
      if (!isCaught) missed++
      const seconds = ((Date.now() - began) / 1_000).toFixed(0)
      console.log(`  ${isCaught ? 'caught' : passed ? 'STAYED GREEN' : 'RED FOR ANOTHER REASON'} in ${seconds} s by ${nameOf(guard)}`)
      if (!isCaught && !passed) console.log(words.slice(-2_000))
    }
    await undo()
  }
  console.log(`\n${chosen.length} planted faults, not caught: ${missed}`)
} finally {
  await remove()
}
process.exit(missed > 0 ? 1 : 0)
