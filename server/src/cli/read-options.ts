import { parseArgs } from 'node:util'
import type { TSchema } from 'typebox'
import type { Option } from './commands.ts'

/** Something in the words typed is wrong; the exit code is 2. */
export class UsageError extends Error {}

interface Shape {
  type?: string
  enum?: string[]
  const?: unknown
  items?: TSchema
  anyOf?: Shape[]
}

const typesOf = (schema: TSchema | undefined): string[] => {
  const { type, anyOf, const: only } = (schema ?? {}) as Shape
  return anyOf ? anyOf.flatMap((one) => typesOf(one as TSchema)) : [type ?? typeof only]
}

const itemsOf = (schema: TSchema): TSchema => {
  const { items, anyOf } = schema as Shape
  return (items ?? anyOf?.map((one) => one as TSchema).find((one) => 'items' in one && itemsOf(one)) ?? {}) as TSchema
}

function json(name: string, text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw new UsageError(`--${name} takes JSON, not ${JSON.stringify(text)}`)
  }
}

/** A text as its schema wants it: numbers, booleans (1, 0, true, false), null, lists, JSON for objects. */
function readAs({ name, schema }: Pick<Option, 'name' | 'schema'>, texts: readonly string[]): unknown {
  const types = typesOf(schema)
  const [text = ''] = texts.slice(-1)
  if (text === 'null' && types.includes('null')) return null
  if (types.includes('array')) {
    if (texts.length === 1 && text.startsWith('[')) return json(name, text)
    return texts.map((one) => readAs({ name, schema: itemsOf(schema) }, [one]))
  }
  if (types.includes('string')) return text.startsWith('{') && types.includes('object') ? json(name, text) : text
  if (types.includes('boolean')) {
    if (!['1', '0', 'true', 'false'].includes(text)) throw new UsageError(`--${name} takes 1 or 0`)
    return text === '1' || text === 'true'
  }
  if (types.includes('integer') || types.includes('number')) {
    if (!/^-?\d+(\.\d+)?$/.test(text)) throw new UsageError(`--${name} takes a number`)
    return Number(text)
  }
  return json(name, text)
}

const camel = (word: string): string => word.replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase())

export interface ReadWords {
  names: string[]
  /** `landing.title` is set as `{landing: {title}}` */
  values: Record<string, unknown>
  flags: Set<string>
}

/** Splits words into names, `--option value` (also `--option=value`; `--find-my-resume` is `--findMyResume`) and flags. @throws UsageError */
export function readOptions(words: readonly string[], options: readonly Option[], flags: readonly string[] = []): ReadWords {
  const known = new Set([...options.map(({ name }) => name), ...flags])
  const args = words.map((word) => {
    const [, name = '', rest = ''] = /^--([^=]+)(=.*)?$/s.exec(word) ?? []
    return name !== '' && !known.has(name) && known.has(camel(name)) ? `--${camel(name)}${rest}` : word
  })
  const described = {
    ...Object.fromEntries(options.map(({ name }) => [name, { type: 'string' as const, multiple: true as const }])),
    ...Object.fromEntries(flags.map((name) => [name, { type: 'boolean' as const }])),
  }
  const found = parsed(args, described)
  const values: Record<string, unknown> = {}
  for (const option of options) {
    const texts = found.values[option.name]
    if (Array.isArray(texts)) put(values, option.name.split('.'), readAs(option, texts.map(String)))
  }
  return { names: found.positionals, values, flags: new Set(flags.filter((name) => found.values[name] === true)) }
}

function parsed(args: string[], options: NonNullable<Parameters<typeof parseArgs>[0]>['options']) {
  try {
    return parseArgs({ args, options: options ?? {}, allowPositionals: true, strict: true })
  } catch (error) {
    throw new UsageError((error as Error).message.split('. ')[0])
  }
}

function put(values: Record<string, unknown>, [first = '', ...rest]: readonly string[], value: unknown): void {
  if (rest.length === 0) values[first] = value
  else {
    const inner = (values[first] ?? {}) as Record<string, unknown>
    put(inner, rest, value)
    values[first] = inner
  }
}
