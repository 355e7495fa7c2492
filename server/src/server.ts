import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
import { fileURLToPath } from 'node:url'
import { createOperatorLink } from './admin/index.ts'
import { auditLogOf, clockOf, createApp } from './app.ts'
import type { Config } from './config.ts'
import { CannotStart } from './core/cannot-start.ts'
import { newSecret } from './core/id.ts'
import { MIGRATIONS } from './own-files.ts'
import { makeDataFolder } from './platform/data-folder.ts'
import type { AroundStatement } from './platform/db/around-statements.ts'
import { openDatabase } from './platform/db/client.ts'
import { databaseIsAway } from './platform/db/constraint.ts'
import { migrate } from './platform/db/migrate.ts'
import { createFaultPoints } from './platform/fault-points.ts'
import { ADMISSION } from './platform/http/admission.ts'
import { startJobs } from './platform/jobs/jobs.ts'
import { keptSecret } from './platform/kept-secret.ts'
import { createLogger } from './platform/logging.ts'
import { freePort } from './platform/net/free-port.ts'
import { createSafeFetch } from './platform/net/safe-fetch.ts'
import { openRedis } from './platform/redis.ts'
import { aroundWithSpan, startTracing } from './platform/tracing.ts'
import { tryIt } from './try-it.ts'

export interface RunningServer {
  address: string
  operatorLink: string
  /** shell lines; empty when the data was there before */
  tryIt: string[]
  adminToken: string
  notes: string[]
  stop(): Promise<void>
}

const root = (path: string): string => fileURLToPath(new URL(path, import.meta.url))

/** Opens the database, runs the migrations, starts the queue and listens. */
export async function startServer(settings: Config): Promise<RunningServer> {
  await makeDataFolder(settings.dataDir)
  const config = await onFreePort(settings)
  const logger = createLogger(config.logLevel)
  const faults = config.faultAt && createFaultPoints(config.faultAt)
  const stopTracing = config.otlpEndpoint === undefined ? undefined : await startTracing(config.otlpEndpoint)
  const around: AroundStatement | undefined = faults ? (_query, run) => faults.step('query', run) : stopTracing && aroundWithSpan
  const database = await openDatabase({ ...config, around })
  const opened: (() => unknown)[] = [() => stopTracing?.(), () => database.close()]
  const closeAll = async (): Promise<void> => {
    for (const close of opened.toReversed()) await close()
  }
  try {
    const ran = await migrate(database, MIGRATIONS)
    const isNew = ran.includes('0001_accounts.sql')
    const jobs = await startJobs(
      database,
      (error) => logger.warn({ err: error }, databaseIsAway(error) ? 'queue: the database is away' : 'queue'),
      config.role !== 'web',
    )
    opened.push(() => jobs.stop())
    const redis = config.redisUrl ? openRedis(config.redisUrl, (error) => logger.warn({ err: error }, 'redis'), { faults }) : undefined
    opened.push(() => redis?.disconnect())
    const adminToken = config.adminToken ?? (await keptSecret(config.dataDir, 'admin-token', newSecret)).secret
    const app = await createApp({
      config,
      database,
      jobs,
      redis,
      adminToken,
      webFolder: root('../../web/dist'),
      logger: logger as never,
      faults,
      admission: ADMISSION,
    })
    let closed: Promise<undefined> | undefined
    const closeApp = (): Promise<undefined> => (closed ??= app.close())
    opened.push(closeApp)
    const endConnections = watchConnections(app.server)
    await app.listen({ port: config.port, host: config.host })
    const { baseUrl } = config
    const deps = { db: database.db, now: clockOf(config), baseUrl }
    return {
      address: baseUrl,
      operatorLink: await createOperatorLink(deps),
      tryIt: isNew
        ? await tryIt({ ...deps, record: (await auditLogOf(config)).by('server'), fetchLogo: createSafeFetch(false) }, baseUrl)
        : [],
      adminToken,
      notes: notesOf(config, database.durability),
      stop: async () => {
        void closeApp()
        await endConnections()
        await closeAll()
      },
    }
  } catch (error) {
    await closeAll()
    throw error
  }
}

/** What was sent before the stop and lies unread is read by then, and told to come again. */
const LAST_WORDS_MS = 250

/** Knows which connections have a request under way. @returns the function that ends the others soon, and those as they are answered */
function watchConnections(server: Server): () => Promise<void> {
  const open = new Set<Socket>()
  const busy = new Set<Socket>()
  let isEnding = false
  server.on('connection', (socket: Socket) => {
    open.add(socket)
    socket.once('close', () => open.delete(socket))
  })
  server.on('request', (request: IncomingMessage, response: ServerResponse) => {
    busy.add(request.socket)
    response.once('close', () => {
      busy.delete(request.socket)
      if (isEnding) request.socket.end()
    })
  })
  return async () => {
    isEnding = true
    await new Promise((resolve) => setTimeout(resolve, LAST_WORDS_MS))
    for (const socket of open) if (!busy.has(socket)) socket.destroy()
  }
}

const NO_ADDRESS = new Set(['ENOTFOUND', 'EAI_AGAIN', 'EAI_NONAME', 'EADDRNOTAVAIL', 'EINVAL'])

/** Before anything is opened: an address that cannot be listened on stops the start at once. @throws CannotStart */
async function onFreePort(config: Config): Promise<Config> {
  const port = await freePort(config.host, config.port).catch((error: NodeJS.ErrnoException) => {
    if (!NO_ADDRESS.has(error.code ?? '')) throw error
    throw new CannotStart(`HOST: ${config.host} is no address of this machine (${error.code}).`)
  })
  return { ...config, port, baseUrl: config.baseUrl.replace(/:0$/, `:${port}`) }
}

const mailNote = ({ mail, dataDir }: Config): string => {
  const kept = "the operator's mailbox page"
  if (mail.mode === 'capture') return `Mail: none leaves; ${kept} shows all (MAIL_MODE=capture).`
  const way = mail.smtpUrl ? 'by SMTP' : `files in ${dataDir}/mail and ${kept}`
  return mail.mode === 'send' ? `Mail: ${way}.` : `Mail: ${way} to MAIL_ALLOWLIST alone; all others only on ${kept}.`
}

/** What runs on a default and what that means. */
function notesOf(config: Config, durability: string): string[] {
  return [
    `Database: ${config.databaseUrl ? 'PostgreSQL' : `embedded, in ${config.dataDir}`}; ${durability}.`,
    mailNote(config),
    ...(config.redisUrl ? [] : ['Rate limits and caches: in this process (REDIS_URL shares them).']),
  ]
}
