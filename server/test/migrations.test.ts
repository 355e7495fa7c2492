import { cp, mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'
import type { Database } from '../src/platform/db/client.ts'
import { openEmbedded } from '../src/platform/db/embedded.ts'
import { migrate } from '../src/platform/db/migrate.ts'

const MIGRATIONS = fileURLToPath(new URL('../migrations', import.meta.url))
const EVERY = process.env.FAULTS === 'all'
const BREAK = '\nselect 1/0;\n'

/** The file's record of its own run, and the ends of its statements: where a script can be cut. */
const places = (script: string): number[] => [...script.matchAll(/;[ \t]*\n/g)].map(({ index }) => index + 1)

/** First, middle, last; all of them with FAULTS=all. */
const chosen = (all: readonly number[]): number[] => {
  if (EVERY) return [...all]
  return [...new Set([all[0], all[Math.floor(all.length / 2)], all.at(-1)])].filter((place) => place !== undefined)
}

const shape = async (database: Database): Promise<unknown[]> =>
  (
    await database.executeSql(`
      select 'column' as kind, table_name || '.' || column_name || ' ' || data_type || ' ' || is_nullable as what from information_schema.columns where table_schema = 'public'
      union all select 'constraint', conrelid::regclass || ' ' || conname || ' ' || pg_get_constraintdef(oid) from pg_constraint where connamespace = 'public'::regnamespace
      union all select 'index', indexdef from pg_indexes where schemaname = 'public'
      union all select 'migration', name from migrations order by 1, 2`)
  ).rows

/** @see reliability D13 */
it('an upgrade interrupted at any statement can be run again, and ends where an undisturbed one ends', { timeout: 180_000 }, async () => {
  const folder = await mkdtemp(join(tmpdir(), 'laurel-cut-migrations-'))
  const [whole, cut] = [await openEmbedded('memory://'), await openEmbedded('memory://')]
  try {
    await migrate(whole, MIGRATIONS)
    let interrupted = 0
    for (const name of (await readdir(MIGRATIONS)).sort()) {
      await cp(join(MIGRATIONS, name), join(folder, name))
      const script = await readFile(join(folder, name), 'utf8')
      for (const place of chosen(places(script))) {
        const broken = {
          ...cut,
          script: (sql: string) => cut.script(sql.replace(script, () => script.slice(0, place) + BREAK + script.slice(place))),
        }
        await expect(migrate(broken, folder), `${name} cut at ${place}`).rejects.toThrow()
        interrupted++
      }
      // the answer to the COMMIT is lost: the next run finds the record
      const lost = async (sql: string): Promise<void> => {
        await cut.script(sql)
        if (sql.includes(`'${name}'`)) throw new Error('the connection was lost')
      }
      await expect(migrate({ ...cut, script: lost }, folder)).rejects.toThrow('the connection was lost')
      expect(await migrate(cut, folder)).toEqual([])
    }
    expect(interrupted).toBeGreaterThan(50)
    expect(await shape(cut)).toEqual(await shape(whole))
  } finally {
    await whole.close()
    await cut.close()
    await rm(folder, { recursive: true, force: true })
  }
})
