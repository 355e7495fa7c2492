import { CredentialError } from '../credential-error.ts'
import type { Json, JsonObject } from '../model/json.ts'
import { MAX_DEPTH } from './json.ts'

/**
 * A copy of a value as the JSON it makes, taken once: what its owner changes afterwards, or computes in getters, plays no part.
 * The same as parsing its `JSON.stringify`, several times faster.
 *
 * @throws CredentialError too_deep (also for a circle) | not_json
 */
export function snapshot(value: object): Json {
  return copyOf(value, 0) ?? null
}

function copyOf(value: unknown, depth: number): Json | undefined {
  if (typeof value === 'string' || typeof value === 'boolean' || value === null) return value
  if (typeof value === 'number') return Number.isFinite(value) ? value : null
  if (typeof value === 'bigint') throw new CredentialError('not_json', 'JSON has no bigint')
  if (typeof value !== 'object') return undefined
  if (depth >= MAX_DEPTH) throw new CredentialError('too_deep', `nested deeper than ${MAX_DEPTH} levels`)
  if (Array.isArray(value)) {
    const copy: Json[] = new Array(value.length)
    for (let index = 0; index < value.length; index++) copy[index] = copyOf(value[index], depth + 1) ?? null
    return copy
  }
  return isPlain(value) ? copyOfObject(value, depth) : copyOf(throughText(value), depth)
}

const isPlain = (value: object): value is Record<string, unknown> => {
  const prototype = Object.getPrototypeOf(value) as object | null
  return (prototype === Object.prototype || prototype === null) && !('toJSON' in value)
}

function copyOfObject(value: Record<string, unknown>, depth: number): Json | undefined {
  const copy: JsonObject = {}
  for (const key of Object.keys(value)) {
    const inner = copyOf(value[key], depth + 1)
    if (key === '__proto__') Object.defineProperty(copy, key, { value: inner, enumerable: true })
    else if (inner !== undefined) copy[key] = inner
  }
  return copy
}

/** Dates and objects of classes, as JSON itself would have them. */
function throughText(value: object): Json | undefined {
  try {
    const text = JSON.stringify(value) as string | undefined
    return text === undefined ? undefined : (JSON.parse(text) as Json)
  } catch (error) {
    throw new CredentialError('not_json', error instanceof Error ? error.message : 'not JSON')
  }
}
