import { connect, type Socket } from 'node:net'
import type { World } from '../../harness/world.ts'
import { badge, push } from '../../test/people.ts'
import { flood } from './flood.ts'
import { rssMb, type startProbe, watchMemory } from './probe.ts'
import { fireAt, type Load, type Shot, seconds } from './rates.ts'
import { ms, report } from './report.ts'

type Probe = ReturnType<typeof startProbe>

/** Bodies that cost somebody's server seconds. */
const BODIES: Readonly<Record<string, () => string>> = {
  'a body nested 100,000 deep': () => `{"credentials":${'['.repeat(100_000)}${']'.repeat(100_000)}}`,
  'ten megabytes of spaces': () => `{"credentials":[${' '.repeat(10_400_000)}]}`,
  'ten megabytes of one text': () => JSON.stringify({ credentials: [badge({ name: 'x'.repeat(10_000_000) })] }),
  'a million keys': () => `{${Array.from({ length: 700_000 }, (_, i) => `"k${i}":1`).join(',')}}`,
  '500 credentials': () => JSON.stringify({ credentials: Array.from({ length: 500 }, () => badge()) }),
  'a clique of blank nodes': () => JSON.stringify({ credentials: [clique(12)] }),
}

function clique(size: number): object {
  const ids = Array.from({ length: size }, (_, i) => `_:b${i}`)
  return badge({ credentialSubject: ids.map((id) => ({ id, knows: ids.filter((other) => other !== id).map((other) => ({ id: other })) })) })
}

/** L3: the server answers others while it refuses. L4: what eight of the largest bodies at once take. */
export async function hostileBodies(world: World, probe: Probe, pid: number): Promise<void> {
  await probe.take()
  for (const [what, body] of Object.entries(BODIES)) {
    const text = body()
    await push(world.app, world.partner, text)
    const { p99, longest } = await probe.take()
    report('L3', `${what}: others wait p99 50 ms, 250 ms at most`, p99 <= 50 && longest <= 250, `p99 ${ms(p99)}, longest ${ms(longest)}`)
  }
  const large = JSON.stringify({ credentials: Array.from({ length: 480 }, () => badge({ name: 'x'.repeat(20_000) })) })
  const most = watchMemory(pid)
  const answers = await Promise.all(Array.from({ length: 12 }, () => push(world.app, world.partner, large)))
  const { p99 } = await probe.take()
  const memory = await most()
  const refused = answers.filter(({ status, headers }) => status === 503 && headers.has('retry-after')).length
  report(
    'L4',
    'twelve bodies of 10 MB at once: 768 MB, p99 250 ms, four told to wait',
    memory <= 768 && p99 <= 250 && refused > 0 && refused + answers.filter(({ status }) => status === 200).length === answers.length,
    `${memory.toFixed(0)} MB, p99 ${ms(p99)}, ${refused} refused`,
  )
}

const FLOOD_SECONDS = Number(process.env.FLOOD_SECONDS ?? 60)

/** One second of what it can do, and a little: enough to be past every line that is kept short. */
const CLIENTS_OF_A_FLOOD = 2_500

/** L6: far more than it can do, and back. Clients who each wait for their answer, then ten times the rate whatever it answers. */
export async function overload(world: World, base: string): Promise<void> {
  const shot = {
    url: `${base}/api/v1/credentials`,
    headers: world.partner.headers,
    each: () => ({ body: JSON.stringify({ credentials: [badge()] }) }),
  }
  const back = async (capacity: Load): Promise<Load> => {
    await new Promise((resolve) => setTimeout(resolve, 10_000))
    return fireAt(Math.max(1, Math.floor(capacity.rate / 2)), 16, shot)
  }
  const capacity = await fireAt(0, 16, shot)
  const patient = await fireAt(0, 640, shot, FLOOD_SECONDS)
  const afterPatient = await back(capacity)
  report(
    'L6',
    '40 times the clients: goodput 80 % of capacity, no 5xx but 503',
    patient.rate >= capacity.rate * 0.8 && patient.failed === 0 && afterPatient.failed === 0,
    `${patient.rate.toFixed(0)} of ${capacity.rate.toFixed(0)}/s, ${patient.refused} refused, ${patient.failed} failed; ten seconds later p99 ${ms(afterPatient.p99)}`,
  )
  const tenfold = Math.ceil(capacity.rate * 10)
  const rushed = await flood(tenfold, CLIENTS_OF_A_FLOOD, FLOOD_SECONDS, shot, (hole) =>
    JSON.stringify({ credentials: [badge({ id: `urn:uuid:00000000-0000-4000-9000-${hole}` })] }),
  )
  const after = await back(capacity)
  report(
    'L6',
    'ten times its rate, whatever it answers: goodput 80 % of capacity, refusals within 100 ms',
    rushed.rate >= capacity.rate * 0.8 && rushed.refusedP99 <= 100 && rushed.failed === 0 && after.failed === 0,
    `${rushed.rate.toFixed(0)} of ${capacity.rate.toFixed(0)}/s at ${tenfold}/s, ${(rushed.refused / FLOOD_SECONDS).toFixed(0)} refused/s after ${ms(rushed.refusedP99)}, ${rushed.failed} failed; ten seconds later p99 ${ms(after.p99)}`,
  )
}

const open = (port: number, first: string): Promise<Socket> =>
  new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => {
      socket.write(first)
      resolve(socket)
    })
    // unread, an answer would keep the connection open on this side
    socket.resume().on('error', () => resolve(socket))
  })

/** L7: a thousand of each kind of slow client. */
export async function slowClients(base: string, probe: Probe): Promise<void> {
  const port = Number(new URL(base).port)
  const before = await probe.take()
  const began = Date.now()
  const head = 'POST /api/v1/token HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 100\r\n'
  const sockets = await Promise.all([
    ...Array.from({ length: 1_000 }, () => open(port, `${head}\r\na`)),
    ...Array.from({ length: 1_000 }, () => open(port, head)),
  ])
  const closed = Promise.all(
    sockets.map((socket) => new Promise<void>((resolve) => (socket.destroyed ? resolve() : socket.once('close', () => resolve())))),
  )
  const late = new Promise<string>((resolve) => setTimeout(resolve, 40_000, 'late'))
  const end = await Promise.race([closed, late])
  const tookMs = Date.now() - began
  const during = await probe.take()
  for (const socket of sockets) socket.destroy()
  report(
    'L7',
    '2,000 slow connections: closed by 30 s, others p99 at most doubled',
    end !== 'late' && tookMs <= 33_000 && during.p99 <= Math.max(10, before.p99 * 2),
    `closed after ${(tookMs / 1_000).toFixed(0)} s, p99 ${ms(before.p99)} before, ${ms(during.p99)} during`,
  )
}

/** L1: many who only hold a connection. */
export async function idleConnections(base: string, pid: number, status: Shot): Promise<void> {
  const port = Number(new URL(base).port)
  const before = await rssMb(pid)
  const sockets = await Promise.all(Array.from({ length: 2_000 }, () => open(port, 'GET /health/live HTTP/1.1\r\nHost: x\r\n\r\n')))
  const most = watchMemory(pid)
  const busy = await fireAt(0, 200, status)
  const memory = await most()
  for (const socket of sockets) socket.destroy()
  report(
    'L1',
    '2,000 idle and 200 busy connections: +150 MB, p99 of GET status 150 ms',
    memory - before <= 150 && busy.p99 <= 150 && busy.failed === 0,
    `+${(memory - before).toFixed(0)} MB, p99 ${ms(busy.p99)}, ${busy.rate.toFixed(0)}/s`,
  )
}

const UPLOADS_OF_A_NEIGHBOUR = 20
/** Below this, a difference is the noise of a shared machine. */
const NOISE_MS = 5

/** L8: one partner at full speed beside another. @param limits how the server counts requests */
export async function neighbours(world: World, base: string, other: { headers: Record<string, string> }, limits: string): Promise<void> {
  const shot = (headers: Record<string, string>): Shot => ({
    url: `${base}/api/v1/credentials`,
    headers,
    each: () => ({ body: JSON.stringify({ credentials: [badge()] }) }),
  })
  const alone = await fireAt(UPLOADS_OF_A_NEIGHBOUR, 2, shot(other.headers))
  const [busy, beside] = await Promise.all([
    fireAt(0, 8, shot(world.partner.headers)),
    fireAt(UPLOADS_OF_A_NEIGHBOUR, 2, shot(other.headers)),
  ])
  report(
    'L8',
    `a partner at full speed, ${limits}: another’s p99 rises by half at most`,
    beside.p99 <= Math.max(alone.p99 + NOISE_MS, alone.p99 * 1.5) && beside.failed === 0 && beside.refused === 0,
    `${ms(alone.p99)} alone, ${ms(beside.p99)} beside ${busy.rate.toFixed(0)}/s and ${(busy.refused / seconds).toFixed(0)} refused/s`,
  )
}
