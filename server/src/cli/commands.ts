import type { TSchema } from 'typebox'
import * as contract from '../api.ts'

type Endpoint = contract.Endpoint

/** One operation of the operator as words: `partners rotate-key ID`. */
export interface Command {
  words: readonly string[]
  /** names of the path's parameters, in order */
  params: readonly string[]
  endpoint: Endpoint
}

const START = '/api/admin/'
const VERBS: Readonly<Record<Endpoint['method'], [many: string, one: string]>> = {
  GET: ['list', 'get'],
  POST: ['create', 'create'],
  PUT: ['put', 'set'],
  PATCH: ['update', 'update'],
  DELETE: ['delete', 'delete'],
}

const isEndpoint = (value: unknown): value is Endpoint =>
  typeof value === 'object' && value !== null && 'path' in value && 'method' in value && 'audience' in value

/** Every endpoint of the operator API that the contract names. */
const endpoints: readonly Endpoint[] = Object.values(contract)
  .flatMap((domain) => Object.values(domain as object) as unknown[])
  .filter(isEndpoint)
  .filter(({ path, audience }) => audience === 'admin' && path.startsWith(START))

/** Nouns of the path and a verb: what ends a path alone (`…/rotate`) is its own verb, everything else takes that of its method. */
function commandOf(endpoint: Endpoint): Command {
  const { method, path } = endpoint
  const segments = path.slice(START.length).split('/')
  const params = segments.filter((segment) => segment.startsWith(':')).map((segment) => segment.slice(1))
  const nouns = segments.filter((segment) => !segment.startsWith(':'))
  const endsInParam = segments.at(-1)?.startsWith(':') === true
  const isVerb = segments.length > 1 && !endsInParam && endpoints.filter((other) => other.path === path).length === 1
  const [many, one] = VERBS[method]
  return { words: isVerb ? nouns : [...nouns, endsInParam ? one : many], params, endpoint }
}

/** All commands, in alphabetical order. */
export const commands: readonly Command[] = endpoints
  .map(commandOf)
  .sort((a, b) => (a.words.join(' ') < b.words.join(' ') ? -1 : 1))
  .filter(({ words }, index, all) => words.join(' ') !== all[index - 1]?.words.join(' '))

/** The command that words begin with, the longest first; `usage` alone is `usage list`. */
export function findCommand(words: readonly string[]): Command | undefined {
  const starts = (command: Command): boolean => command.words.every((word, index) => words[index] === word)
  const found = commands.filter(starts).sort((a, b) => b.words.length - a.words.length)[0]
  if (found || (words[1] !== undefined && !words[1].startsWith('-'))) return found
  return commands.find(({ words: [noun, verb, more] }) => noun === words[0] && verb === 'list' && more === undefined)
}

export interface Option {
  name: string
  schema: TSchema
  says: string
  isRequired: boolean
}

interface Shape {
  type?: string
  properties?: Record<string, TSchema>
  required?: string[]
  anyOf?: Shape[]
  description?: string
}

const objectIn = (schema: TSchema | undefined): Shape | undefined => {
  const shape = schema as Shape | undefined
  return shape?.properties ? shape : shape?.anyOf?.map((one) => objectIn(one as TSchema)).find(Boolean)
}

/** The fields of an object schema as options; those of an object within it as `landing.title`. */
export function optionsOf(schema: TSchema | undefined, prefix = ''): Option[] {
  const shape = objectIn(schema)
  return Object.entries(shape?.properties ?? {}).flatMap(([name, field]): Option[] => {
    const inner = prefix === '' ? optionsOf(field, `${name}.`) : []
    const says = (field as Shape).description ?? ''
    return [{ name: prefix + name, schema: field, says, isRequired: prefix === '' && shape?.required?.includes(name) === true }, ...inner]
  })
}
