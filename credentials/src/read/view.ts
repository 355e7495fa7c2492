import { isObject, type Json, type JsonObject, listOf, pointerTo } from '../model/json.ts'

/** The text of a value that should be text: strings, numbers, and language values of any shape; empty text counts as absent. */
export function textOf(value: Json | undefined): string | undefined {
  if (typeof value === 'string') return value.trim() === '' ? undefined : value
  if (typeof value === 'number') return String(value)
  if (Array.isArray(value)) {
    for (const one of value) {
      const text = textOf(one)
      if (text !== undefined) return text
    }
    return undefined
  }
  return isObject(value) ? textOf(value['@value']) : undefined
}

/** Reads one object field by field and remembers the pointer of every value it gave out. */
export class View {
  readonly at: string
  readonly object: JsonObject
  readonly from: Record<string, string> = {}

  constructor(value: Json | undefined, at: string) {
    this.object = isObject(value) ? value : {}
    this.at = at
  }

  /** The first of these keys that holds text, given out under the name `field`. */
  text(field: string, ...keys: string[]): string | undefined {
    if (keys.length === 0) return this.textAt(field, field)
    for (const key of keys) {
      const text = this.textAt(field, key)
      if (text !== undefined) return text
    }
    return undefined
  }

  private textAt(field: string, key: string): string | undefined {
    const value = this.object[key]
    if (value === undefined) return undefined
    const text = textOf(value)
    if (text !== undefined) this.from[field] = pointerTo(this.at, key)
    return text
  }

  /** An id in any of its forms: text, `{ id }` or `{ "@id" }`. */
  idIn(field: string, ...keys: string[]): string | undefined {
    for (const key of keys.length ? keys : [field]) {
      const value = listOf(this.object[key])[0]
      const inner = isObject(value) ? (value.id !== undefined ? 'id' : '@id') : undefined
      const text = textOf(inner && isObject(value) ? value[inner] : value)
      if (text === undefined) continue
      this.from[field] = inner ? pointerTo(pointerTo(this.at, key), inner) : pointerTo(this.at, key)
      return text
    }
    return undefined
  }

  number(field: string): number | undefined {
    const value = Number(textOf(this.object[field]) ?? Number.NaN)
    if (!Number.isFinite(value)) return undefined
    this.from[field] = pointerTo(this.at, field)
    return value
  }

  texts(field: string, ...keys: string[]): string[] {
    for (const key of keys.length ? keys : [field]) {
      const texts = listOf(this.object[key]).flatMap((one) => textOf(one) ?? [])
      if (texts.length === 0) continue
      this.from[field] = pointerTo(this.at, key)
      return texts
    }
    return []
  }

  /** Every value under a key that may hold one or many, each with its own pointer. */
  each(key: string): { value: Json; at: string }[] {
    const value = this.object[key]
    const at = pointerTo(this.at, key)
    if (Array.isArray(value)) return value.map((one, index) => ({ value: one, at: pointerTo(at, index) }))
    return value === undefined || value === null ? [] : [{ value, at }]
  }

  within(key: string): View {
    const [first] = this.each(key)
    return new View(first?.value, first?.at ?? pointerTo(this.at, key))
  }
}
