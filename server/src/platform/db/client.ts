import { Kysely, PostgresDialect } from 'kysely'
import { aroundStatements } from './around-statements.ts'
import type { Database, DatabaseSettings } from './database.ts'
import { openEmbedded } from './embedded.ts'
import { openPostgres, runScript } from './postgres.ts'
import type { Tables } from './tables.ts'

export type { Database, DatabaseSettings, Db, ExecuteSql, Tx } from './database.ts'

/** Opens PostgreSQL when an address is given, else the embedded engine in the data folder. */
export async function openDatabase(settings: DatabaseSettings): Promise<Database> {
  if (settings.databaseUrl === undefined) return openEmbedded(settings.dataDir, undefined, settings.around)
  const { connections, executeSql, durability, survivesPowerLoss, waitedMs } = await openPostgres(settings.databaseUrl)
  const db = new Kysely<Tables>({ dialect: aroundStatements(new PostgresDialect({ pool: connections }), settings.around) })
  return {
    db,
    engine: 'postgres',
    executeSql,
    script: (sql) => runScript(connections, sql),
    durability,
    survivesPowerLoss,
    waitedMs,
    close: () => db.destroy(),
  }
}
