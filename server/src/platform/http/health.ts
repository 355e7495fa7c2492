import type { FastifyInstance } from 'fastify'
import type { Redis } from 'ioredis'
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'
import type { Database } from '../db/client.ts'
import { withOtherMethodsRefused } from './allowed-methods.ts'

export interface HealthDeps {
  database: Database
  redis: Redis | undefined
  /** how much work waits in each queue, by the queue's name */
  waiting: Readonly<Record<string, () => Promise<number>>>
  /** how many requests were told at the door to come again */
  refused: (() => number) | undefined
  /** true: a PostgreSQL that may forget what it acknowledged is not ready. @see reliability D11 */
  production: boolean
}

const CHECK_TIMEOUT_MS = 2_000

async function within<T>(work: Promise<T>): Promise<T | undefined> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<undefined>((resolve) => {
    timer = setTimeout(resolve, CHECK_TIMEOUT_MS, undefined)
  })
  return Promise.race([work, late])
    .catch(() => undefined)
    .finally(() => clearTimeout(timer))
}

/** Liveness, readiness (engine, durability promise, queue lag) and Prometheus metrics. */
export async function healthRoutes(app: FastifyInstance, { database, redis, waiting, refused, production }: HealthDeps): Promise<void> {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  const seconds = new Histogram({
    name: 'http_request_duration_seconds',
    help: 'Time from request to answer.',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
    registers: [registry],
  })
  const lag = async (): Promise<Record<string, number | null>> =>
    Object.fromEntries(await Promise.all(Object.entries(waiting).map(async ([queue, count]) => [queue, (await within(count())) ?? null])))
  new Gauge({
    name: 'laurel_queue_lag',
    help: 'Work that is due and waits, by queue; a queue that cannot be asked is left out.',
    labelNames: ['queue'],
    registers: [registry],
    async collect() {
      this.reset()
      for (const [queue, count] of Object.entries(await lag())) if (count !== null) this.set({ queue }, count)
    },
  })
  new Counter({
    name: 'laurel_refused_requests_total',
    help: 'Requests told at the door to come again, before anything was looked up for them.',
    registers: [registry],
    collect() {
      this.reset()
      this.inc(refused?.() ?? 0)
    },
  })
  app.addHook('onResponse', async (request, reply) => {
    seconds.observe(
      { method: request.method, route: request.routeOptions.url ?? 'none', status: String(reply.statusCode) },
      reply.elapsedTime / 1_000,
    )
  })
  const hidden = { schema: { hide: true } as object }
  await withOtherMethodsRefused(app, (scope) => {
    scope.get('/health/live', hidden, async () => ({ status: 'live' }))
    scope.get('/health/ready', hidden, async (_request, reply) => {
      const answers = (await within(database.executeSql('select 1'))) !== undefined
      const cache = redis ? ((await within(redis.ping())) !== undefined ? 'connected' : 'away') : 'embedded'
      const queueLag = answers ? await lag() : Object.fromEntries(Object.keys(waiting).map((queue) => [queue, null]))
      const mayForget = production && database.engine === 'postgres' && !database.survivesPowerLoss
      const status = !answers || mayForget ? 'unavailable' : cache === 'away' ? 'degraded' : 'ready'
      if (status === 'unavailable') void reply.header('retry-after', '5')
      return reply
        .code(status === 'unavailable' ? 503 : 200)
        .send({ status, engine: database.engine, durability: database.durability, cache, queueLag })
    })
    scope.get('/metrics', hidden, async (_request, reply) => reply.type(registry.contentType).send(await registry.metrics()))
  })
}
