import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { plantedFaults } from '../harness/planted-faults.ts'

const read = (path: string): string => readFileSync(fileURLToPath(new URL(`../../${path}`, import.meta.url)), 'utf8')

describe('the planted faults of `npm run test:planted`', () => {
  it('are one of each kind asked for, under names of their own', () => {
    const names = plantedFaults.map(({ name }) => name)
    expect(new Set(names).size).toBe(names.length)
    const asked = [
      'answer-before-commit',
      'dropped-unique-index',
      'label-by-proof-presence',
      'consume-on-get',
      'fetch-without-address-check',
    ]
    expect(names).toEqual(expect.arrayContaining(asked))
  })

  it.each(plantedFaults)('$name can still be planted', ({ edits, guards }) => {
    for (const { file, find, put } of edits) expect([file, read(file).split(find).length - 1, put === find]).toEqual([file, 1, false])
    expect(guards.length).toBeGreaterThan(0)
    for (const guard of guards) if ('file' in guard) expect(read(guard.file)).toContain(guard.inSource ?? guard.test)
  })
})
