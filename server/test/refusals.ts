import { expect } from 'vitest'
import type { Answer, HeaderLines } from './people.ts'

/** Whoever calls the skill API: a platform with one of its keys, or a bearer of something else. */
export interface Key {
  headers: HeaderLines
}
export const NO_KEY: Key = { headers: {} }

/** Status and code of a refusal, which is `{success: false, error: {code, message}}` and, of a conflict, its skills and source. */
export const refused = ({ status, body, text }: Answer): string => {
  expect(body?.success, text).toBe(false)
  expect(typeof body.error.message).toBe('string')
  const { code, message: _message, skills: _skills, source: _source, ...others } = body.error
  if (status === 409) expect(others, text).toEqual({})
  else
    expect([Object.keys(body).sort(), Object.keys(body.error).sort()], text).toEqual([
      ['error', 'success'],
      ['code', 'message'],
    ])
  return `${status} ${code}`
}
