import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'

const at = (path: string): string => fileURLToPath(new URL(`../../${path}`, import.meta.url))

/** Code names its test files and, in quotes, words that stand in them. */
const CITED = /`(server\/[\w/.-]+\.ts)`((?:[ ,]*(?:\(`[A-Z_]+`\)|"[^"]+"))*)/g

it('docs/durability.md has a row for each promise, and the tests it names are there, under those words', async () => {
  const rows = (await readFile(at('docs/durability.md'), 'utf8')).split('\n').filter((line) => /^\| D\d+ \|/.test(line))
  expect(rows.map((row) => row.split('|')[1]?.trim())).toEqual(Array.from({ length: 13 }, (_, index) => `D${index + 1}`))
  for (const row of rows) {
    const cited = [...row.matchAll(CITED)]
    expect(cited.length, row).toBeGreaterThan(0)
    for (const [, path = '', words = ''] of cited) {
      const text = await readFile(at(path), 'utf8')
      for (const [, wanted = ''] of words.matchAll(/"([^"]+)"/g)) expect(text, `${path} for ${row.slice(0, 6)}`).toContain(wanted)
      for (const [, option = ''] of words.matchAll(/\(`([A-Z_]+)`\)/g))
        expect(await readFile(at('server/harness/crash.ts'), 'utf8')).toContain(`option('${option}'`)
    }
  }
})
