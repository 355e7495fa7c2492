/**
 * `DATABASE_URL=… npm run bench:scale`: measures on an empty PostgreSQL what one credential, one read and one re-check cost in bytes
 * and processor time, and works out from it what an installation of PEOPLE and CREDENTIALS (10 million and 1 billion) needs.
 * A model, not a promise: docs/scaling.md says what it leaves out.
 */

import type { TestApp } from '../test/app.ts'
import { badge, call, makePartner, push, signIn } from '../test/people.ts'
import { startBenchServer } from './with-server.ts'

const PEOPLE = Number(process.env.PEOPLE ?? 10_000_000)
const CREDENTIALS = Number(process.env.CREDENTIALS ?? 1_000_000_000)
const YEARS = 5
const PEAK = 20
const VIEWS_PER_PERSON_AND_DAY = 0.2
const IN_ONE_UPLOAD = 100
const UPLOADS = Number(process.env.UPLOADS ?? 100)
const READS = 300
const LIST_ENTRIES = 131_072

/** What one large machine of each kind gives comfortably, and list prices a month, rounded: assumptions, to be changed here. */
const ONE_MACHINE = { terabytes: 4, memoryGb: 256, cores: 16 }
const PRICE = { terabyteTwice: 220, databaseMachine: 750, core: 50, cache: 100 }
/** Of the indexes, what a term touches: claims, uploads and views come for recent credentials. */
const WARM = 0.1

const { DATABASE_URL } = process.env
if (!DATABASE_URL) throw new Error('set DATABASE_URL to an empty PostgreSQL database')
const server = await startBenchServer(DATABASE_URL)
const app = { base: server.url } as TestApp
const one = async (sql: string): Promise<number> => Number(Object.values((await server.database.executeSql(sql)).rows[0] as object)[0])

/** Processor milliseconds of this process (server and client) for each of `count` runs. */
async function cpuMs(count: number, run: (i: number) => Promise<unknown>): Promise<number> {
  const before = process.cpuUsage()
  for (let i = 0; i < count; i++) await run(i)
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1_000 / count
}

const partner = await makePartner(app)
const person = await signIn(app, 'scale@example.org')
await push(app, partner, { credentials: [badge()] })
const sizeBefore = await one('select pg_database_size(current_database())')
const tokens: string[] = []
const uploadMs = await cpuMs(UPLOADS, async () => {
  const credentials = Array.from({ length: IN_ONE_UPLOAD }, () => badge({}, { description: 'x'.repeat(1_000) }))
  tokens.push((await push(app, partner, { credentials })).body.identifier_token)
})
await server.database.executeSql('vacuum analyze')
const bytes = ((await one('select pg_database_size(current_database())')) - sizeBefore) / (UPLOADS * IN_ONE_UPLOAD)
const indexBytes =
  (await one(`select sum(pg_indexes_size(c.oid)) from pg_class c join pg_namespace n on n.oid = c.relnamespace
  where n.nspname = 'public' and c.relkind = 'r'`)) /
  (UPLOADS * IN_ONE_UPLOAD)
const singleMs = await cpuMs(50, () => push(app, partner, { credentials: [badge()] }))
await call(app, 'POST', `/api/claims/${tokens[0]}`, { headers: person, body: {} })
const share = await call(app, 'POST', '/api/me/shares', { headers: person, body: { label: 'scale' } })
const readMs = await cpuMs(READS, () => call(app, 'GET', `/r/${share.body.slug}`))
await server.stop()

const perSecond = (many: number): number => many / 86_400
const cores = (rate: number, ms: number): number => (rate * ms) / 1_000
const row = (what: string, value: string): void => console.log(`  ${what.padEnd(58)} ${value}`)
const n = (value: number, digits = 0): string => value.toLocaleString('en', { maximumFractionDigits: digits })

const written = perSecond(CREDENTIALS / (YEARS * 365))
const views = perSecond(PEOPLE * VIEWS_PER_PERSON_AND_DAY)
const checks = perSecond(CREDENTIALS)
const lists = Math.ceil(CREDENTIALS / LIST_ENTRIES)
console.log('\nMeasured here (server and client in one process)')
row('bytes in PostgreSQL for a credential of 1.6 kB', n(bytes))
row('of which indexes', n(indexBytes))
row('processor ms for a credential, 100 in one upload', n(uploadMs / IN_ONE_UPLOAD, 2))
row('processor ms for an upload of one', n(singleMs, 1))
row('processor ms for a public resume of 100 entries', n(readMs, 1))
console.log(`\nWorked out for ${n(PEOPLE)} people and ${n(CREDENTIALS)} credentials over ${YEARS} years, peaks of ${PEAK} times`)
row('database', `${n((bytes * CREDENTIALS) / 1e12, 1)} TB`)
row('credentials written per second, mean and peak', `${n(written, 1)} and ${n(written * PEAK)}`)
row('cores for the peak of single uploads', n(cores(written * PEAK, singleMs), 1))
row('resume views per second, mean and peak', `${n(views)} and ${n(views * PEAK)}`)
row('cores for the peak of views', n(cores(views * PEAK, readMs), 1))
row('re-checks per second when each is asked daily, one by one', n(checks))
row('status lists behind them, at 131,072 entries each', n(lists))
row('list fetches per second when each list is asked daily, once', n(perSecond(lists), 2))

const terabytes = (bytes * CREDENTIALS) / 1e12
const indexGb = (indexBytes * CREDENTIALS) / 1e9
const serverCores = cores(written * PEAK, singleMs) + cores(views * PEAK, readMs)
/** A re-check costs about what a credential of an upload does: it is read, verified and written. */
const recheckCores = cores(checks, uploadMs / IN_ONE_UPLOAD)
const strains = [
  ['bytes of the database', terabytes, ONE_MACHINE.terabytes, 'TB'],
  ['warm part of the indexes in memory', indexGb * WARM, ONE_MACHINE.memoryGb, 'GB'],
  ['servers at the peak', serverCores, ONE_MACHINE.cores, 'cores'],
  ['daily re-check, one by one', recheckCores, ONE_MACHINE.cores, 'cores'],
] as const
console.log('\nWhat breaks first on one machine of each kind (what is needed, what there is, and how many credentials that carries)')
for (const [what, needed, given, unit] of [...strains].sort((a, b) => b[1] / b[2] - a[1] / a[2]))
  row(what, `${n(needed, 1)} of ${n(given)} ${unit}; ${n((CREDENTIALS * given) / needed / 1e9, 1)} billion`)
const costs = {
  storage: Math.ceil(terabytes) * PRICE.terabyteTwice,
  database: 2 * PRICE.databaseMachine,
  servers: Math.max(2, Math.ceil(serverCores + recheckCores)) * PRICE.core,
  cache: PRICE.cache,
}
const total = Object.values(costs).reduce((sum, cost) => sum + cost, 0)
console.log('\nCosts a month')
for (const [what, cost] of Object.entries(costs)) row(what, n(cost))
row('in all, and for a person', `${n(total)}, ${n(total / PEOPLE, 5)}`)
process.exit(0)
