import { type Problem, refusal } from './problem.ts'

/** Where in a JSON text something is wrong: JSON Pointer, byte offset, and line and column counted from 1. */
export interface JsonPlace {
  pointer: string
  offset: number
  line: number
  column: number
}

export const jsonProblems = {
  body_empty: refusal('body_empty', 'invalid', 'The request has no body. Send a JSON document.'),
  json_not_utf8: refusal('json_not_utf8', 'invalid', 'The body is not valid UTF-8 text.'),
  json_malformed: refusal<JsonPlace & { because: string }>(
    'json_malformed',
    'invalid',
    (f) => `The body is not JSON: ${f.because} at line ${f.line}, column ${f.column} (in ${f.pointer || 'the document'}).`,
  ),
  json_too_deep: refusal<JsonPlace & { limit: number }>(
    'json_too_deep',
    'invalid',
    (f) => `The JSON is nested deeper than ${f.limit} levels at line ${f.line}, column ${f.column} (in ${f.pointer}).`,
  ),
  json_duplicate_key: refusal<JsonPlace>(
    'json_duplicate_key',
    'invalid',
    (f) => `The key ${f.pointer} appears twice (second time at line ${f.line}, column ${f.column}).`,
  ),
  json_forbidden_key: refusal<JsonPlace>(
    'json_forbidden_key',
    'invalid',
    (f) => `The key ${f.pointer} is not allowed (line ${f.line}, column ${f.column}).`,
  ),
  json_forbidden_character: refusal<JsonPlace & { because: string }>(
    'json_forbidden_character',
    'invalid',
    (f) => `The text at ${f.pointer || 'the document'} holds ${f.because} (line ${f.line}, column ${f.column}).`,
  ),
}

export interface JsonScan {
  problem?: Problem
  /** Byte ranges `[start, end)` of the values asked for, by JSON Pointer. */
  spans: Map<string, readonly [number, number]>
}

interface Container {
  isObject: boolean
  keys: Set<string> | undefined
  key: string
  index: number
  start: number
}

const MAX_DEPTH = 64

/** Which values to tell the byte range of: members of the document, and the first so many elements of those that are lists. */
export interface SpansWanted {
  members: readonly string[]
  elements: number
}

const NO_SPANS: SpansWanted = { members: [], elements: 0 }
/** A member of the document, or an element of such a member. */
const SPAN_DEPTH = 2
const FORBIDDEN_KEYS = new Set(['__proto__', 'constructor'])
const decoder = new TextDecoder()
const QUOTE = 0x22
const BACKSLASH = 0x5c
const escapeToken = (token: string): string => token.replaceAll('~', '~0').replaceAll('/', '~1')

class Fault extends Error {
  readonly make: (place: JsonPlace) => Problem
  readonly offset: number
  constructor(offset: number, make: (place: JsonPlace) => Problem) {
    super('fault')
    this.offset = offset
    this.make = make
  }
}

const malformed = (offset: number, because: string): Fault =>
  new Fault(offset, (place) => jsonProblems.json_malformed({ ...place, because }))
const forbidden = (offset: number, because: string): Fault =>
  new Fault(offset, (place) => jsonProblems.json_forbidden_character({ ...place, because }))

/**
 * Reads a JSON text byte by byte, before anything is parsed, and answers with the first thing wrong with it:
 * syntax, more than 64 levels, duplicate or prototype-polluting keys, NUL, lone surrogates.
 *
 * @param bytes valid UTF-8 (checked by the caller)
 * @see reliability T05, T17, T20
 */
export function scanJson(bytes: Uint8Array, wanted: SpansWanted = NO_SPANS): JsonScan {
  const spans = new Map<string, readonly [number, number]>()
  const stack: Container[] = []
  try {
    scan(bytes, stack, (start, end) => isWanted(stack, wanted) && spans.set(pointerOf(stack), [start, end]))
    return { spans }
  } catch (error) {
    if (!(error instanceof Fault)) throw error
    return { problem: error.make(placeOf(bytes, error.offset, pointerOf(stack))), spans }
  }
}

const pointerOf = (stack: readonly Container[]): string =>
  stack.map((container) => `/${container.isObject ? escapeToken(container.key) : container.index}`).join('')

function placeOf(bytes: Uint8Array, offset: number, pointer: string): JsonPlace {
  let line = 1
  let lineStart = 0
  for (let i = 0; i < offset && i < bytes.length; i++) {
    if (bytes[i] === 0x0a) {
      line++
      lineStart = i + 1
    }
  }
  return { pointer, offset, line, column: decoder.decode(bytes.subarray(lineStart, offset)).length + 1 }
}

function isWanted([document, list, deeper]: readonly Container[], { members, elements }: SpansWanted): boolean {
  if (!document?.isObject || deeper || !members.includes(document.key)) return false
  return !list || (!list.isObject && list.index < elements)
}

/** @param report a value has ended; the stack says where it stands */
function scan(bytes: Uint8Array, stack: Container[], report: (start: number, end: number) => void): void {
  const end = bytes.length
  let at = 0
  const skipSpace = (): void => {
    while (at < end) {
      const byte = bytes[at]!
      if (byte !== 0x20 && byte !== 0x0a && byte !== 0x0d && byte !== 0x09) return
      at++
    }
  }
  const open = (isObject: boolean): void => {
    if (stack.length >= MAX_DEPTH) throw new Fault(at, (place) => jsonProblems.json_too_deep({ ...place, limit: MAX_DEPTH }))
    stack.push({ isObject, keys: undefined, key: '', index: 0, start: at })
    at++
  }
  const readKey = (container: Container): void => {
    if (bytes[at] !== QUOTE) throw malformed(at, at < end ? 'a property name in double quotes was expected' : 'the text ends too early')
    const start = at
    at = stringEnd(bytes, at)
    const key = decodeKey(bytes, start, at)
    container.key = key
    container.keys ??= new Set()
    if (container.keys.has(key)) throw new Fault(start, (place) => jsonProblems.json_duplicate_key(place))
    if (FORBIDDEN_KEYS.has(key)) throw new Fault(start, (place) => jsonProblems.json_forbidden_key(place))
    container.keys.add(key)
    skipSpace()
    if (bytes[at] !== 0x3a) throw malformed(at, 'a colon was expected after the property name')
    at++
    skipSpace()
  }
  const close = (): void => {
    const container = stack.pop()!
    if (stack.length <= SPAN_DEPTH) report(container.start, at)
  }

  skipSpace()
  if (at >= end) throw malformed(at, 'the text is empty')
  for (;;) {
    // a value starts here
    const byte = bytes[at]
    let opened = false
    if (byte === 0x7b || byte === 0x5b) {
      open(byte === 0x7b)
      skipSpace()
      const container = stack.at(-1)!
      if (bytes[at] === (container.isObject ? 0x7d : 0x5d)) {
        at++
        close()
      } else {
        if (container.isObject) readKey(container)
        opened = true
      }
    } else {
      const start = at
      at = scalarEnd(bytes, at)
      if (stack.length <= SPAN_DEPTH) report(start, at)
    }
    if (opened) continue
    // a value has ended: go on in its container, or close containers
    for (;;) {
      skipSpace()
      const container = stack.at(-1)
      if (!container) {
        if (at < end) throw malformed(at, 'there is more text after the end of the document')
        return
      }
      const next = bytes[at]
      if (next === 0x2c) {
        at++
        skipSpace()
        if (container.isObject) readKey(container)
        else container.index++
        break
      }
      if (next !== (container.isObject ? 0x7d : 0x5d)) {
        throw malformed(at, at < end ? `a comma or ${container.isObject ? '}' : ']'} was expected` : 'the text ends too early')
      }
      at++
      close()
    }
  }
}

function decodeKey(bytes: Uint8Array, start: number, end: number): string {
  const raw = decoder.decode(bytes.subarray(start + 1, end - 1))
  return raw.includes('\\') ? (JSON.parse(`"${raw}"`) as string) : raw
}

const hexAt = (bytes: Uint8Array, at: number): number => {
  let value = 0
  for (let i = 0; i < 4; i++) {
    const byte = bytes[at + i] ?? 0
    const digit = byte >= 0x30 && byte <= 0x39 ? byte - 0x30 : (byte | 0x20) >= 0x61 && (byte | 0x20) <= 0x66 ? (byte | 0x20) - 0x57 : -1
    if (digit < 0) throw malformed(at, 'four hexadecimal digits were expected')
    value = value * 16 + digit
  }
  return value
}

/** From the opening quote to behind the closing one. */
function stringEnd(bytes: Uint8Array, start: number): number {
  const end = bytes.length
  let at = start + 1
  while (at < end) {
    const byte = bytes[at]!
    if (byte === QUOTE) return at + 1
    if (byte < 0x20) {
      if (byte === 0) throw forbidden(at, 'a NUL character')
      throw malformed(at, byte === 0x0a || byte === 0x0d ? 'a raw line break inside a string' : 'a raw control character inside a string')
    }
    at = byte === BACKSLASH ? escapeEnd(bytes, at) : at + 1
  }
  throw malformed(end, 'a string is not closed')
}

function escapeEnd(bytes: Uint8Array, at: number): number {
  const kind = bytes[at + 1]
  if (kind !== 0x75) {
    if (kind === undefined || !'"\\/bfnrt'.includes(String.fromCharCode(kind))) throw malformed(at, 'an unknown escape inside a string')
    return at + 2
  }
  const unit = hexAt(bytes, at + 2)
  if (unit === 0) throw forbidden(at, 'a NUL character')
  if (unit >= 0xdc00 && unit <= 0xdfff) throw forbidden(at, 'half of a surrogate pair')
  if (unit < 0xd800 || unit > 0xdbff) return at + 6
  const pairs = bytes[at + 6] === BACKSLASH && bytes[at + 7] === 0x75
  const low = pairs ? hexAt(bytes, at + 8) : 0
  if (low < 0xdc00 || low > 0xdfff) throw forbidden(at, 'half of a surrogate pair')
  return at + 12
}

const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y

function scalarEnd(bytes: Uint8Array, at: number): number {
  const byte = bytes[at]
  if (byte === QUOTE) return stringEnd(bytes, at)
  if (byte === undefined) throw malformed(at, 'the text ends too early')
  for (const word of ['true', 'false', 'null']) {
    if (byte === word.charCodeAt(0) && decoder.decode(bytes.subarray(at, at + word.length)) === word) return at + word.length
  }
  let end = at
  while (end < bytes.length && '+-.eE0123456789'.includes(String.fromCharCode(bytes[end]!))) end++
  NUMBER.lastIndex = 0
  const text = decoder.decode(bytes.subarray(at, end))
  if (end > at && NUMBER.exec(text)?.[0].length === text.length) return end
  if (byte === 0) throw forbidden(at, 'a NUL character')
  throw malformed(at, 'a value was expected')
}
