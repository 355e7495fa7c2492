import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { serverProcess } from '../../harness/processes.ts'
import { makeWorld, SERVER_ENV } from '../../harness/world.ts'
import { makePartner } from '../../test/people.ts'
import { besideBare } from './bare.ts'
import { hostileBodies, idleConnections, neighbours, overload, slowClients } from './hostile.ts'
import { largeRecord } from './large-record.ts'
import { rateLimits } from './limits.ts'
import { startProbe } from './probe.ts'
import { promisedRates, sharedResume, usualShots } from './rates.ts'
import { missed, note, reportMissed } from './report.ts'
import { settled } from './settled.ts'
import { twoProcesses } from './two-processes.ts'

/**
 * `npm run bench:load`: the load table, printed from one run against the built server as a process of its own. With DATABASE_URL
 * (an empty database) and REDIS_URL they are under it, else the embedded engine. Load and server share the machine. `ONLY=L4,L8` runs
 * some of it; ends with 1 when a promise is missed.
 *
 * @see reliability, section 4: L1 to L8 and L10; L9 is `npm run bench:soak`
 */
const folder = await mkdtemp(join(tmpdir(), 'laurel-load-'))
const { DATABASE_URL = '', REDIS_URL = '', ONLY = '' } = process.env
const env = { ...SERVER_ENV, ...(DATABASE_URL && { DATABASE_URL }), ...(REDIS_URL && { REDIS_URL }) }
const wants = (id: string): boolean => ONLY === '' || ONLY.split(',').includes(id)
const server = await serverProcess(env, folder)
/** The same data, counting requests as in production. */
const limited = await serverProcess({ ...env, RATE_LIMIT_SCALE: '1' }, folder)
const second = await serverProcess(env, await mkdtemp(join(tmpdir(), 'laurel-load-')))
await server.start()
const probe = startProbe(server.base)
try {
  console.log(`${DATABASE_URL ? 'PostgreSQL' : 'embedded engine'}${REDIS_URL ? ' and Redis' : ''}\n`)
  /** one part of the table, once the machine has come to rest */
  const part = async (id: string, work: () => Promise<void>): Promise<void> => {
    if (!wants(id)) return
    await settled(server.base)
    await work()
  }
  const world = await makeWorld(server.base, 'http://127.0.0.1:9/hooks')
  const other = await makePartner(world.app, { name: 'Institution Y' })
  const shots = await usualShots(world, server.base)
  const shareUrl = await sharedResume(world, server.base)
  if (DATABASE_URL) await part('bare', () => besideBare(shots, DATABASE_URL))
  await part('L2', () => promisedRates(world, server.base, shots, shareUrl))
  await part('L1', () => idleConnections(server.base, server.pid, shots.status))
  await part('L8', () => neighbours(world, server.base, other, 'no limits'))
  await part('L7', () => slowClients(server.base, probe))
  await part('L6', () => overload(world, server.base))
  if (wants('L3') || wants('L4')) await settled(server.base)
  if (wants('L3') || wants('L4')) await hostileBodies(world, probe, server.pid)
  await server.kill()
  if (wants('L8') || wants('L10')) {
    await limited.start()
    const there = { ...world, app: { ...world.app, base: limited.base } }
    if (wants('L8')) await neighbours(there, limited.base, other, 'limits as in production')
    // counts of the minute before are over
    if (wants('L8') && wants('L10')) await new Promise((resolve) => setTimeout(resolve, 61_000))
    if (wants('L10')) await rateLimits(there, other)
    await limited.kill()
  }
  if (wants('L5')) {
    // memory once taken is given back late: its figure is that of a server of this age
    await server.start()
    await largeRecord(world, probe, server.pid)
    await server.kill()
  }
  if (wants('two') && DATABASE_URL && REDIS_URL) {
    await server.start()
    await second.start()
    const routes = [
      { name: 'public resume', path: new URL(shareUrl).pathname },
      { name: 'session', path: new URL(shots.status.url).pathname, headers: world.platform.headers },
      { name: 'session, open', path: new URL(shots.status.url).pathname },
    ]
    await twoProcesses(routes, server, second)
  } else if (wants('two')) note('two', 'two processes', 'not measured: set DATABASE_URL and REDIS_URL')
} finally {
  await probe.stop()
  for (const one of [server, limited, second]) await one.kill()
  await rm(folder, { recursive: true, force: true })
  await rm(second.dataDir, { recursive: true, force: true })
}
reportMissed()
process.exit(missed().length > 0 ? 1 : 0)
