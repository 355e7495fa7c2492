import { readFile } from 'node:fs/promises'
import { createInterface } from 'node:readline/promises'
import type { Command, Option } from './commands.ts'
import { commands, findCommand, optionsOf } from './commands.ts'
import { readOptions, UsageError } from './read-options.ts'
import { speak } from './speak.ts'

type Environment = Readonly<Record<string, string | undefined>>

/** What cannot be undone is confirmed where somebody sits at the keyboard. */
const CANNOT_BE_UNDONE = /^(?:delete|revoke|rotate|rotate-key)$/

/** `laurel admin NOUN VERB [ID…] [FILE|-] [--option value]…`: any operation of the operator API. @returns the exit code */
export async function admin(words: readonly string[], env: Environment): Promise<number> {
  if (words.length === 0 || words.includes('--help') || words[0] === 'help') {
    process.stdout.write(`${helpFor(words.filter((word) => word !== '--help' && word !== 'help'))}\n`)
    return 0
  }
  const command = findCommand(words)
  if (!command)
    throw new UsageError(`there is no command ${words.filter((word) => !word.startsWith('-')).join(' ')}; laurel admin --help lists them`)
  const rest = words.slice(command.words.every((word, index) => words[index] === word) ? command.words.length : 1)
  const { question, yes } = await questionOf(command, rest)
  if (!yes && process.stdin.isTTY && CANNOT_BE_UNDONE.test(command.words.at(-1) ?? '')) await confirm(question.path)
  const { text, isJson } = await speak(env, question)
  if (text !== '') process.stdout.write(isJson ? `${JSON.stringify(JSON.parse(text), null, 2)}\n` : text)
  return 0
}

async function questionOf({ words, params, endpoint }: Command, rest: readonly string[]) {
  const { method, path, query, body } = endpoint
  const inQuery = optionsOf(query)
  const inBody = optionsOf(body).filter(({ name }) => !inQuery.some((other) => other.name === name))
  const { names, values, flags } = readOptions(rest, [...inQuery, ...inBody], ['yes'])
  const ids = names.slice(0, params.length)
  if (ids.length < params.length) throw new UsageError(`${words.join(' ')} needs ${params.map((name) => name.toUpperCase()).join(' ')}`)
  const [file, ...more] = names.slice(params.length)
  if (more.length > 0 || (file !== undefined && body === undefined)) throw new UsageError(`${more[0] ?? file} is one word too many`)
  const pick = (options: readonly Option[]) => {
    const tops = new Set(options.map(({ name }) => name.split('.')[0]))
    return Object.fromEntries(Object.entries(values).filter(([name]) => tops.has(name)))
  }
  const search = new URLSearchParams(Object.entries(pick(inQuery)).map(([name, value]) => [name, String(value)] as [string, string]))
  const filled = path.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(ids[params.indexOf(name)] ?? ''))
  const sent = { ...(file === undefined ? {} : await objectIn(file)), ...pick(inBody) }
  const hasBody = file !== undefined || Object.keys(sent).length > 0
  return {
    question: {
      method,
      path: search.size > 0 ? `${filled}?${search}` : filled,
      ...((hasBody || needsBody(method, body)) && { body: sent }),
    },
    yes: flags.has('yes'),
  }
}

const needsBody = (method: string, body: unknown): boolean => method !== 'GET' && body !== undefined && !('~optional' in (body as object))

async function objectIn(file: string): Promise<Record<string, unknown>> {
  const text = file === '-' ? await standardInput() : await readFile(file, 'utf8').catch(() => undefined)
  if (text === undefined) throw new UsageError(`there is no file ${file}`)
  try {
    const value: unknown = JSON.parse(text)
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Record<string, unknown>
  } catch {
    // said below
  }
  throw new UsageError(`${file} holds no JSON object`)
}

async function standardInput(): Promise<string> {
  const parts: Buffer[] = []
  for await (const part of process.stdin) parts.push(part as Buffer)
  return Buffer.concat(parts).toString('utf8')
}

async function confirm(path: string): Promise<void> {
  const name = decodeURIComponent(path.split('?')[0]?.split('/').at(4) ?? '')
  const lines = createInterface({ input: process.stdin, output: process.stderr })
  const typed = await lines.question(`This cannot be undone. Type ${name || 'yes'} to go on: `)
  lines.close()
  if (typed.trim() !== (name || 'yes')) throw new UsageError('not confirmed; nothing was changed')
}

const lineOf = ({ words, params, endpoint }: Command): string =>
  `  ${[...words, ...params.map((name) => name.toUpperCase())].join(' ').padEnd(36)} ${endpoint.summary}`

const optionLine = ({ name, says, isRequired }: Option): string =>
  `  --${name.padEnd(24)} ${[isRequired ? 'Required.' : '', says].filter(Boolean).join(' ')}`.trimEnd()

function helpFor(words: readonly string[]): string {
  const command = words.length > 1 ? findCommand(words) : undefined
  if (command && words.length >= command.words.length) {
    const options = [...optionsOf(command.endpoint.query), ...optionsOf(command.endpoint.body)]
    return [`laurel admin ${command.words.join(' ')}`, lineOf(command), ...options.map(optionLine)].join('\n')
  }
  const shown = commands.filter((one) => words.length === 0 || one.words[0] === words[0])
  return [
    'laurel admin NOUN VERB [ID…] [FILE|-] [--option value]…',
    '',
    ...shown.map(lineOf),
    '',
    '  A body comes from FILE (JSON, - for standard input), from options, or both; --landing.title sets a field inside another.',
    '  A list is given by its option several times. laurel admin NOUN VERB --help shows the options of one command.',
    '  --yes asks nothing before what cannot be undone.',
    '',
    '  LAUREL_URL           the server (http://localhost:3000)',
    '  LAUREL_ADMIN_TOKEN   its operator token; else the file admin-token in LAUREL_DATA_DIR (./data)',
    '',
    '  Exit code 0: done; 1: the server refused; 2: wrong words, or no server.',
  ].join('\n')
}
