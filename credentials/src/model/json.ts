export type Json = null | boolean | number | string | Json[] | JsonObject
export interface JsonObject {
  [key: string]: Json | undefined
}

export const isObject = (value: unknown): value is JsonObject => typeof value === 'object' && value !== null && !Array.isArray(value)

/** One value, an array or nothing, as an array: JSON-LD lets a set of one be written without brackets. */
export const listOf = (value: Json | undefined): Json[] =>
  value === undefined || value === null ? [] : Array.isArray(value) ? value : [value]

/** RFC 6901: `~` and `/` are escaped inside a pointer's token. */
export const pointerTo = (parent: string, token: string | number): string =>
  `${parent}/${typeof token === 'number' ? token : escaped(token)}`

const escaped = (token: string): string => (/[~/]/.test(token) ? token.replace(/~/g, '~0').replace(/\//g, '~1') : token)
