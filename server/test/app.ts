import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { FastifyInstance } from 'fastify'
import { createApp } from '../src/app.ts'
import { type Config, readConfig } from '../src/config.ts'
import type { AroundStatement } from '../src/platform/db/around-statements.ts'
import { type Database, openDatabase } from '../src/platform/db/client.ts'
import { openEmbedded } from '../src/platform/db/embedded.ts'
import { migrate } from '../src/platform/db/migrate.ts'
import type { FaultPoints } from '../src/platform/fault-points.ts'
import type { Admission } from '../src/platform/http/admission.ts'
import { type Jobs, startJobs } from '../src/platform/jobs/jobs.ts'
import { createLogger } from '../src/platform/logging.ts'
import { openRedis } from '../src/platform/redis.ts'
import { newDatabase } from './database-server.ts'
import { snapshotPath } from './snapshot.ts'

const at = (path: string): string => fileURLToPath(new URL(path, import.meta.url))
export const ADMIN_TOKEN = 'operator-token-of-the-tests'

/** A real app over real HTTP, on an engine of its own. */
export interface TestApp {
  base: string
  app: FastifyInstance
  config: Config
  database: Database
  jobs: Jobs
  /** what every key of this app in Redis begins with: tests share one */
  redisPrefix: string
  /** moves the server's clock, in milliseconds */
  travel(milliseconds: number): void
  stop(): Promise<void>
}

export interface TestSettings {
  /** `embedded`, or `postgres` (a database made for this app on TEST_DATABASE_URL); left out: as TEST_ENGINE says, else embedded */
  engine?: 'embedded' | 'postgres'
  env?: Record<string, string>
  /** lets steps of requests fail */
  faults?: FaultPoints
  around?: AroundStatement
  /** when newcomers are told to come again; left out, nobody is */
  admission?: Admission
  /** takes every line of the log, at its finest level */
  log?: (line: string) => void
  /** `web`: requests only, nothing beside them, also on the embedded engine */
  role?: Config['role']
}

/** The engine this run uses; `npm test` runs the suites once with each. */
export const testEngine = (): 'embedded' | 'postgres' => (process.env.TEST_ENGINE === 'postgres' ? 'postgres' : 'embedded')

async function openTestDatabase(
  engine: 'embedded' | 'postgres',
  around: AroundStatement | undefined,
): Promise<{ database: Database; url: string | undefined; drop(): Promise<void> }> {
  if (engine === 'embedded') {
    const snapshot = await readFile(await snapshotPath()).catch(() => undefined)
    const database = await openEmbedded('memory://', snapshot && new Blob([new Uint8Array(snapshot)]), around)
    return { database, url: undefined, drop: async () => {} }
  }
  const { url, drop } = await newDatabase('laurel_test', process.env.TEST_TEMPLATE)
  const database = await openDatabase({ databaseUrl: url, dataDir: '', around })
  return { database, url, drop }
}

/** Boots the whole server: migrations, queue, mail, HTTP on a free port. */
export async function startTestApp({
  engine = testEngine(),
  env = {},
  faults,
  around,
  role,
  log,
  admission,
}: TestSettings = {}): Promise<TestApp> {
  const { database, url, drop } = await openTestDatabase(
    engine,
    faults ? (query, run) => faults.step('query', () => (around ? around(query, run) : run())) : around,
  )
  const dataDir = await mkdtemp(join(tmpdir(), 'laurel-test-'))
  const read = readConfig({
    PORT: '0',
    LAUREL_DATA_DIR: dataDir,
    LOG_LEVEL: 'silent',
    RATE_LIMIT_SCALE: '0',
    LAUREL_SECRET: 'a secret of thirty-two characters or more',
    ...(url !== undefined && { DATABASE_URL: url }),
    ...(engine === 'postgres' && process.env.TEST_REDIS_URL !== undefined && { REDIS_URL: process.env.TEST_REDIS_URL }),
    ...env,
  })
  const config: Config = { ...read, ...(role && { role }) }
  await migrate(database, at('../migrations'))
  const jobs = await startJobs(database, () => {}, config.role !== 'web')
  const redisPrefix = `${randomBytes(4).toString('hex')}:`
  const redis = config.redisUrl ? openRedis(config.redisUrl, () => {}, { faults, keyPrefix: redisPrefix }) : undefined
  if (redis) await once(redis, 'ready').catch(() => {})
  const app = await createApp({
    config,
    database,
    jobs,
    redis,
    adminToken: ADMIN_TOKEN,
    webFolder: at('../../web/dist'),
    faults,
    ...(admission && { admission }),
    ...(log && { logger: createLogger('trace', { write: log }) as never }),
    ...(process.env.TEST_LOG !== undefined && { logger: createLogger(process.env.TEST_LOG) as never }),
  })
  await app.listen({ port: config.port, host: '127.0.0.1' })
  const address = app.server.address()
  const base = `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`
  return {
    base,
    app,
    config,
    database,
    jobs,
    redisPrefix,
    travel: (milliseconds) => {
      config.clockOffsetMs += milliseconds
    },
    stop: async () => {
      await app.close()
      await jobs.stop()
      redis?.disconnect()
      await database.close()
      await drop()
      await rm(dataDir, { recursive: true, force: true })
    },
  }
}
