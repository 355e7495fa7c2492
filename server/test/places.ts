import { existsSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readConfig } from '../src/config.ts'
import { openDatabase } from '../src/platform/db/client.ts'
import { whatIsThere } from '../src/platform/db/copy-in.ts'
import { type RunningServer, startServer } from '../src/server.ts'
import { ADMIN_TOKEN, type TestApp, testEngine } from './app.ts'
import { newDatabase, type TestDatabase } from './database-server.ts'

export const SECRET = 'a secret of thirty-two characters or more'

/** The environment of a server: its secret, its folder and, on PostgreSQL, its database. */
export type Place = Record<string, string>

/** Databases and data folders with nothing in them, and the servers started on them. */
export interface Places {
  /** where all of them are, and whatever a test writes beside them */
  folder: string
  newPlace(on?: 'embedded' | 'postgres'): Promise<Place>
  start(place: Place, env?: Place): Promise<TestApp>
  /** stops what still runs and takes everything away */
  clear(): Promise<void>
}

export async function makePlaces(): Promise<Places> {
  const folder = await mkdtemp(join(tmpdir(), 'laurel-backup-'))
  const databases: TestDatabase[] = []
  const running = new Set<RunningServer>()
  return {
    folder,
    newPlace: async (on = testEngine()): Promise<Place> => {
      const dataDir = await mkdtemp(join(folder, 'data-'))
      if (on === 'embedded') return { LAUREL_SECRET: SECRET, LAUREL_DATA_DIR: dataDir }
      const database = await newDatabase('laurel_backup')
      databases.push(database)
      return { LAUREL_SECRET: SECRET, LAUREL_DATA_DIR: dataDir, DATABASE_URL: database.url }
    },
    start: async (place, env = {}) => {
      const server = await startServer(
        readConfig({
          PORT: '0',
          LOG_LEVEL: 'silent',
          RATE_LIMIT_SCALE: '0',
          LAUREL_ADMIN_TOKEN: ADMIN_TOKEN,
          MAIL_MODE: 'capture',
          WEBHOOK_ALLOW_PRIVATE: '1',
          ...place,
          ...env,
        }),
      )
      running.add(server)
      const stop = (): Promise<void> => (running.delete(server) ? server.stop() : Promise.resolve())
      return { base: server.address, stop } as TestApp
    },
    clear: async () => {
      for (const server of running) await server.stop()
      for (const { drop } of databases) await drop()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

export const onPlace = async <T>(place: Place, work: (database: Awaited<ReturnType<typeof openDatabase>>) => Promise<T>): Promise<T> => {
  const database = await openDatabase(readConfig(place))
  try {
    return await work(database)
  } finally {
    await database.close()
  }
}

export const isEmpty = async (place: Place): Promise<boolean> =>
  (place.DATABASE_URL === undefined && !existsSync(join(place.LAUREL_DATA_DIR ?? '', 'pglite'))) ||
  (await onPlace(place, ({ db }) => db.transaction().execute(whatIsThere))) === 'nothing'
