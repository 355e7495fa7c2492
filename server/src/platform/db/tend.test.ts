import { describe, expect, it } from 'vitest'
import { openEmbedded } from './embedded.ts'
import { tend } from './tend.ts'

describe('the embedded engine', () => {
  it('knows afterwards how many rows there are, and takes new ones into the room of deleted ones', async () => {
    const database = await openEmbedded('memory://')
    try {
      await database.script(`create table rows (id integer primary key, text text);
        insert into rows select i, repeat('x', 200) from generate_series(1, 5000) i`)
      const facts = async () => {
        const { rows } = await database.executeSql(
          `select reltuples::integer as rows, pg_relation_size('rows') as bytes from pg_class where relname = 'rows'`,
        )
        return rows[0] as { rows: number; bytes: number }
      }
      const { bytes } = await facts()
      await database.executeSql('delete from rows where id > 1000')
      await tend(database)
      expect((await facts()).rows).toBe(1000)
      // and what is in them: without that the planner guesses
      expect((await database.executeSql(`select attname from pg_stats where tablename = 'rows'`)).rows).toHaveLength(2)
      await database.executeSql(`insert into rows select i, repeat('x', 200) from generate_series(5001, 8000) i`)
      expect((await facts()).bytes).toBeLessThanOrEqual(bytes)
    } finally {
      await database.close()
    }
  })

  it('alone is tended: a server of PostgreSQL does it itself', async () => {
    const asked: string[] = []
    await tend({ engine: 'postgres', executeSql: async (text) => ({ rows: [asked.push(text)] }) })
    expect(asked).toEqual([])
  })
})
