import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { createApp } from '../src/app.ts'
import { readConfig } from '../src/config.ts'
import { type Database, openDatabase } from '../src/platform/db/client.ts'
import { migrate } from '../src/platform/db/migrate.ts'
import { startJobs } from '../src/platform/jobs/jobs.ts'
import { ADMIN_TOKEN } from '../test/app.ts'

export const ADMIN = { authorization: `Bearer ${ADMIN_TOKEN}`, 'content-type': 'application/json' }
const at = (path: string): string => fileURLToPath(new URL(path, import.meta.url))

export interface BenchServer {
  url: string
  database: Database
  stop(): Promise<void>
}

/** The whole server on one engine, without rate limits and logs. */
export async function startBenchServer(databaseUrl: string | undefined): Promise<BenchServer> {
  const dataDir = await mkdtemp(join(tmpdir(), 'laurel-bench-'))
  const database = await openDatabase({ databaseUrl, dataDir })
  await migrate(database, at('../migrations'))
  const config = readConfig({
    LAUREL_DATA_DIR: dataDir,
    RATE_LIMIT_SCALE: '0',
    LOG_LEVEL: 'silent',
    MAIL_MODE: 'capture',
    LAUREL_SECRET: 'a secret of thirty-two characters or more',
  })
  const jobs = await startJobs(database, () => {})
  const app = await createApp({ config, database, jobs, redis: undefined, adminToken: ADMIN_TOKEN, webFolder: at('../../web/dist') })
  const url = await app.listen({ port: 0, host: '127.0.0.1' })
  return {
    url,
    database,
    stop: async () => {
      await app.close()
      await jobs.stop()
      await database.close()
      await rm(dataDir, { recursive: true, force: true })
    },
  }
}

/** Runs a measurement on the embedded engine and, with DATABASE_URL, on PostgreSQL. */
export async function onEachEngine(measure: (server: BenchServer) => Promise<void>): Promise<void> {
  for (const [title, url] of [
    ['embedded engine', undefined],
    ['PostgreSQL', process.env.DATABASE_URL || undefined],
  ] as const) {
    if (title === 'PostgreSQL' && url === undefined) {
      console.log('PostgreSQL: not measured (set DATABASE_URL to an empty database)')
      continue
    }
    console.log(title)
    const server = await startBenchServer(url)
    await measure(server)
    await server.stop()
    console.log('')
  }
  process.exit(0)
}
