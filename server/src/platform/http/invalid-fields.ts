/** One thing a schema found, as the validator says it. */
export interface Found {
  instancePath: string
  keyword: string
  message?: string
  params: Record<string, unknown>
}

export interface InvalidField {
  pointer: string
  message: string
}

/** More than these help nobody, and an answer must not be larger than what was asked. */
const MOST_FIELDS = 20
const MOST_POINTER = 200

const PLACES: Readonly<Record<string, string>> = { querystring: 'query ', params: 'path ', headers: 'header ' }
const NAMED: Readonly<Record<string, { parameter: string; message: string }>> = {
  required: { parameter: 'missingProperty', message: 'is missing' },
  additionalProperties: { parameter: 'additionalProperty', message: 'is not known here' },
}

/**
 * What is wrong with a request, in the words of its API: each place once, the values it takes together.
 *
 * @param context the part of the request that was looked at
 */
export function invalidFields(all: readonly Found[], context: string | undefined): InvalidField[] {
  const found = all.slice(0, MOST_FIELDS * 5)
  const told = found.filter(({ keyword }) => keyword !== 'anyOf').filter((one) => !isOtherChoice(one, found))
  const fields = new Map<string, InvalidField>()
  for (const one of told.length > 0 ? told : found) {
    const pointer = `${PLACES[context ?? ''] ?? ''}${one.instancePath}${named(one)}`
    const message = NAMED[one.keyword]?.message ?? valuesAt(one, found) ?? one.message ?? 'is not valid'
    const shown = pointer.length > MOST_POINTER ? `${pointer.slice(0, MOST_POINTER)}…` : pointer
    fields.set(`${shown} ${message}`, { pointer: shown, message })
    if (fields.size === MOST_FIELDS) break
  }
  return [...fields.values()]
}

const named = ({ keyword, params }: Found): string => {
  const parameter = NAMED[keyword]?.parameter
  return parameter === undefined ? '' : `/${String(params[parameter])}`
}

/** "or null", where what was sent is a wrong try at the other choice. */
const isOtherChoice = (one: Found, found: readonly Found[]): boolean =>
  one.keyword === 'type' &&
  one.params.type === 'null' &&
  found.some((other) => other !== one && other.keyword !== 'anyOf' && other.instancePath.startsWith(one.instancePath))

/** The values a place takes, when it takes a few. */
function valuesAt({ keyword, instancePath, params }: Found, found: readonly Found[]): string | undefined {
  if (keyword === 'enum') return oneOf(params.allowedValues as unknown[])
  if (keyword !== 'const') return undefined
  const choices = found.filter((other) => other.instancePath === instancePath && ['const', 'enum'].includes(other.keyword))
  return oneOf(choices.flatMap((choice) => choice.params.allowedValues ?? [choice.params.allowedValue]))
}

const oneOf = (values: readonly unknown[]): string =>
  `must be ${values.length > 1 ? 'one of ' : ''}${[...new Set(values)].map(String).join(', ')}`
