import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type JsonPlace, scanJson } from './json-scan.ts'

const scan = (text: string) => scanJson(new TextEncoder().encode(text)).problem
const place = (text: string): JsonPlace => scan(text)?.facts as unknown as JsonPlace

describe('scanJson', () => {
  it.each([
    ['{"a":1,"a":2}', 'json_duplicate_key', '/a'],
    ['{"a":{"b":1,"\\u0062":2}}', 'json_duplicate_key', '/a/b'],
    ['{"x":[{"__proto__":{}}]}', 'json_forbidden_key', '/x/0/__proto__'],
    ['{"constructor":1}', 'json_forbidden_key', '/constructor'],
    ['{"a":"\\u0000"}', 'json_forbidden_character', '/a'],
    ['{"a":["\\ud800"]}', 'json_forbidden_character', '/a/0'],
    ['{"a":"\\udc00"}', 'json_forbidden_character', '/a'],
    ['{"a":"\\ud800\\u0041"}', 'json_forbidden_character', '/a'],
    ['{"a":"x\ny"}', 'json_malformed', '/a'],
    ['{"a":1,}', 'json_malformed', '/a'],
    ['[1,2', 'json_malformed', '/1'],
    ['{"a":01}', 'json_malformed', '/a'],
    ['{"a":tru}', 'json_malformed', '/a'],
    ['{"a":1} x', 'json_malformed', ''],
    ['', 'json_malformed', ''],
    ['{"a/b":{"c~d":nope}}', 'json_malformed', '/a~1b/c~0d'],
  ])('%s is %s at %s', (text, code, pointer) => {
    expect(scan(text)?.code).toBe(code)
    expect(place(text).pointer).toBe(pointer)
  })

  it('counts lines and columns from 1', () => {
    expect(place('{\n  "a": nope\n}')).toMatchObject({ line: 2, column: 8 })
  })

  it('takes 64 levels and refuses 65', () => {
    expect(scan(`${'['.repeat(64)}${']'.repeat(64)}`)).toBeUndefined()
    expect(scan(`${'['.repeat(65)}${']'.repeat(65)}`)?.code).toBe('json_too_deep')
  })

  it('refuses a megabyte of brackets in no time and without recursion', () => {
    expect(scan('['.repeat(1_000_000))?.code).toBe('json_too_deep')
  })

  it('finds nothing wrong with what JSON.stringify writes, and reports spans that parse to the values', () => {
    const clean = (value: unknown): boolean => !/\\u0000|\\ud[89a-f]|__proto__|"constructor"/i.test(JSON.stringify(value) ?? '')
    fc.assert(
      fc.property(fc.json({ maxDepth: 8 }), (text) => {
        const value: unknown = JSON.parse(text)
        fc.pre(clean(value) && JSON.stringify(value) === text)
        const bytes = new TextEncoder().encode(text)
        const members = typeof value === 'object' && value !== null ? Object.keys(value) : []
        const { problem, spans } = scanJson(bytes, { members, elements: 3 })
        expect(problem).toBeUndefined()
        for (const [pointer, [start, end]] of spans) {
          const found = pointer
            .split('/')
            .slice(1)
            .reduce<unknown>((at, key) => (at as Record<string, unknown>)[key.replaceAll('~1', '/').replaceAll('~0', '~')], value)
          expect(JSON.parse(new TextDecoder().decode(bytes.subarray(start, end)))).toEqual(found)
        }
      }),
      { numRuns: 500 },
    )
  })

  it('says the same as JSON.parse about broken text', () => {
    fc.assert(
      fc.property(fc.json({ maxDepth: 4 }), fc.nat(), fc.constantFrom(...'{}[]",:0e\\t '), (text, at, character) => {
        const broken = text.slice(0, at % (text.length + 1)) + character + text.slice((at % (text.length + 1)) + 1)
        let parses = true
        try {
          JSON.parse(broken)
        } catch {
          parses = false
        }
        const code = scan(broken)?.code
        if (!parses) expect(code).toBeDefined()
        else expect(code === undefined || code !== 'json_malformed').toBe(true)
      }),
      { numRuns: 2_000 },
    )
  })
})
