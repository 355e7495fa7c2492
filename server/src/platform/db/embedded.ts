import { join } from 'node:path'
import { PGlite } from '@electric-sql/pglite'
import { Kysely } from 'kysely'
import { makeDataFolder } from '../data-folder.ts'
import { type AroundStatement, aroundStatements } from './around-statements.ts'
import type { Database } from './database.ts'
import { lockFolder } from './folder-lock.ts'
import { PgliteDialect, Turns } from './pglite-dialect.ts'
import type { Tables } from './tables.ts'

/** PGlite in the data folder, or in memory for `memory://`; `snapshot` is a dumped data folder to start from (tests). */
export async function openEmbedded(dataDir: string, snapshot?: Blob, around?: AroundStatement): Promise<Database> {
  const inMemory = dataDir === 'memory://'
  let unlock = async (): Promise<void> => {}
  if (!inMemory) {
    await makeDataFolder(dataDir)
    unlock = await lockFolder(dataDir)
  }
  const options = { ...(snapshot && { loadDataDir: snapshot }), parsers: { 20: Number } }
  const pglite = inMemory ? await PGlite.create(options) : await PGlite.create(join(dataDir, 'pglite'), options)
  const turns = new Turns()
  const inTurn = async <T>(work: () => Promise<T>): Promise<T> => {
    const endTurn = await turns.take()
    try {
      return await work()
    } finally {
      endTurn()
    }
  }
  const db = new Kysely<Tables>({ dialect: aroundStatements(new PgliteDialect(pglite, turns), around) })
  return {
    db,
    engine: 'embedded',
    executeSql: (text, values) =>
      inTurn(async () => {
        if (values?.length) return { rows: (await pglite.query(text, values)).rows }
        return { rows: (await pglite.exec(text)).at(-1)?.rows ?? [] }
      }),
    script: (sql) =>
      inTurn(async () => {
        try {
          await pglite.exec(sql)
        } catch (error) {
          await pglite.exec('rollback').catch(() => {})
          throw error
        }
      }),
    survivesPowerLoss: false,
    waitedMs: () => 0,
    durability: inMemory ? 'nothing is kept' : 'acknowledged facts survive a crash of the server; no power-loss promise (embedded engine)',
    close: async () => {
      await inTurn(() => pglite.close())
      await unlock()
    },
  }
}
