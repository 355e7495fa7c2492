import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { serverProcess } from '../../harness/processes.ts'
import { makeWorld, SERVER_ENV } from '../../harness/world.ts'
import { badge, call, makePartner, push } from '../../test/people.ts'
import { hostileBodies, idleConnections, neighbours, overload, slowClients } from './hostile.ts'
import { largeRecord } from './large-record.ts'
import { startProbe } from './probe.ts'
import { promisedRates } from './rates.ts'
import { missed } from './report.ts'

/**
 * `npm run bench:load`: the load table, printed from one run against the built server as a process of its own. With DATABASE_URL
 * (an empty database) and REDIS_URL they are under it, else the embedded engine. Load and server share the machine.
 *
 * @see reliability, section 4: L1 to L8
 */
const folder = await mkdtemp(join(tmpdir(), 'laurel-load-'))
const { DATABASE_URL = '', REDIS_URL = '' } = process.env
const server = await serverProcess({ ...SERVER_ENV, ...(DATABASE_URL && { DATABASE_URL }), ...(REDIS_URL && { REDIS_URL }) }, folder)
await server.start()
const probe = startProbe(server.base)
try {
  console.log(`${DATABASE_URL ? 'PostgreSQL' : 'embedded engine'}${REDIS_URL ? ' and Redis' : ''}\n`)
  const world = await makeWorld(server.base, 'http://127.0.0.1:9/hooks')
  const other = await makePartner(world.app, { name: 'Institution Y' })
  const headers = world.people[0] ?? {}
  const { body } = await push(world.app, world.partner, { credentials: [badge(), badge(), badge()] })
  await call(world.app, 'POST', `/api/claims/${body.identifier_token}`, { headers, body: {} })
  const share = await call(world.app, 'POST', '/api/me/shares', { headers, body: { label: 'bench' } })
  await promisedRates(world, server.base, share.status === 201 ? `${server.base}/r/${share.body.slug}` : undefined)
  await idleConnections(server.base, server.pid)
  await hostileBodies(world, probe, server.pid)
  await neighbours(world, server.base, other)
  await overload(world, server.base)
  await slowClients(server.base, probe)
  // last, because memory once taken is not given back: its figure is that of a server of this age
  await server.kill()
  await server.start()
  await largeRecord(world, probe, server.pid)
} finally {
  await probe.stop()
  await server.kill()
  await rm(folder, { recursive: true, force: true })
}
console.log(
  `\n${missed().length} missed: ${
    missed()
      .map(({ id, what }) => `${id} (${what})`)
      .join('; ') || 'none'
  }`,
)
process.exit()
