import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { SMTPServer } from 'smtp-server'
import { call, operator } from '../test/people.ts'
import { sentReview, skillCall } from '../test/platforms.ts'
import { eventually, type ServerProcess, serverProcess } from './processes.ts'
import { makeWorld, SERVER_ENV, type World } from './world.ts'

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))
/** Longer than a lease: what a killed sender held is due for the next one at once, as if that time had passed. */
const NEXT_CLOCK_MS = 35_000
const SETTLED_WITHIN_MS = 300_000

/** Somebody's webhook endpoint: fails at random, keeps what it took. */
export interface Receiver {
  url: string
  /** bodies by webhook-id: one each, however often it came */
  bodies: Map<string, Set<string>>
  failing: number
  close(): void
}

export async function startReceiver(): Promise<Receiver> {
  const bodies = new Map<string, Set<string>>()
  const server = createServer((request, response) => {
    let body = ''
    request.on('data', (chunk: Buffer) => {
      body += chunk
    })
    request.on('end', () => {
      const fails = Math.random() < receiver.failing
      const id = String(request.headers['webhook-id'])
      if (!fails) bodies.set(id, (bodies.get(id) ?? new Set()).add(body))
      response.writeHead(fails ? 500 : 200).end()
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const receiver = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hooks`,
    bodies,
    failing: 1 / 3,
    close: () => void server.close(),
  }
  return receiver
}

/** Everybody's mail server: takes, refuses, or takes and says nothing. */
async function startMailSink(): Promise<{ url: string; copies: Map<string, number>; failing: number; close(): void }> {
  const copies = new Map<string, number>()
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onData(stream, session, done) {
      let text = ''
      stream.on('data', (chunk: Buffer) => {
        text += chunk
      })
      stream.on('end', () => {
        const chance = Math.random()
        if (chance < sink.failing) return done(Object.assign(new Error('try later'), { responseCode: 451 }))
        const id = /^Message-ID: <([^@>]+)@/im.exec(text)?.[1] ?? session.id
        copies.set(id, (copies.get(id) ?? 0) + 1)
        done()
      })
    },
  })
  server.on('error', () => {})
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const sink = {
    url: `smtp://127.0.0.1:${(server.server.address() as AddressInfo).port}`,
    copies,
    failing: 0.1,
    close: () => void server.close(() => {}),
  }
  return sink
}

/** All the pages of a list of the API. */
async function whole<T>(read: (offset: number) => Promise<{ list: T[]; total: number }>): Promise<T[]> {
  const all: T[] = []
  for (;;) {
    const { list, total } = await read(all.length)
    all.push(...list)
    if (list.length === 0 || all.length >= total) return all
  }
}

const committedWebhooks = (world: World): Promise<{ id: string }[]> =>
  whole(async (offset) => {
    const { body } = await call(world.app, 'GET', `/api/v1/webhooks/deliveries?limit=100&offset=${offset}`, {
      headers: world.platform.headers,
    })
    return { list: body.data.deliveries, total: body.data.total }
  })

/** D6: everything that was committed to be sent arrives, under its own id, and nothing else does. */
export async function webhookViolations(world: World, { bodies }: Receiver, withinMs = 60_000): Promise<string[]> {
  // dead letters and long waits are sent again by hand, as an operator would
  const pending = async (): Promise<void> => {
    const waiting = (await committedWebhooks(world)).filter(({ id }) => !bodies.has(id))
    for (const { id } of waiting) await call(world.app, 'POST', `/api/admin/deliveries/${id}/replay`, { headers: operator })
    if (waiting.length > 0) {
      await pause(1_000)
      throw new Error(`${waiting.length} webhooks still on their way`)
    }
  }
  await eventually(pending, withinMs).catch(() => {})
  const ids = new Set((await committedWebhooks(world)).map(({ id }) => id))
  return [
    ...[...ids].filter((id) => !bodies.has(id)).map((id) => `D6 ${id}: committed, never received`),
    ...[...bodies.keys()].filter((id) => !ids.has(id)).map((id) => `D6 ${id}: received, never committed`),
    ...[...bodies].filter(([, texts]) => texts.size > 1).map(([id]) => `D6 ${id}: two contents under one id`),
  ]
}

/** D7: every committed mail at least once, at most 3 times, and nothing else. */
async function mailViolations(world: World, copies: ReadonlyMap<string, number>): Promise<string[]> {
  const committed = (): Promise<{ id: string; state: string }[]> =>
    whole(async (offset) => {
      const { body } = await call(world.app, 'GET', `/api/admin/mail?limit=100&offset=${offset}`, { headers: operator })
      return { list: body.mails, total: body.total }
    })
  const leaves = ({ state }: { state: string }): boolean => state !== 'captured' && state !== 'failed'
  await eventually(async () => {
    const missing = (await committed()).filter((mail) => leaves(mail) && !copies.has(mail.id))
    if (missing.length === 0) return
    await pause(2_000)
    throw new Error(`${missing.length} mails still on their way`)
  }, SETTLED_WITHIN_MS).catch(() => {})
  const mails = await committed()
  const ids = new Set(mails.map(({ id }) => id))
  // at most three copies stands above at least once: nobody can know what became of a hand-over that a kill cut short
  const givenUp = mails.filter((mail) => mail.state === 'failed' && !copies.has(mail.id)).length
  console.log(`mails given up after three hand-overs cut short, as the operator sees them: ${givenUp}`)
  return [
    ...mails
      .filter((mail) => leaves(mail) && !copies.has(mail.id))
      .map(({ id, state }) => `D7 ${id}: committed, never received (${state})`),
    ...[...copies.keys()].filter((id) => !ids.has(id)).map((id) => `D7 ${id}: received, never committed`),
    ...[...copies].filter(([, count]) => count > 3).map(([id, count]) => `D7 ${id}: ${count} copies`),
  ]
}

/** Requests that make webhooks and mails, some of them refused half-way. */
async function traffic(world: World, isOver: () => boolean, client: number): Promise<void> {
  for (let i = 0; !isOver(); i++) {
    const name = `sender-${client}-${i}`
    try {
      const review = await sentReview(world.app, world.platform, { init: { callbackWebhookUrl: world.callbackUrl, studentId: name } })
      const body = { recordVerificationId: review.recordVerificationId, decision: 'endorse' }
      await Promise.all([0, 1].map(() => skillCall(world.app, world.platform, 'POST', '/humanverification/simulate', body)))
      for (let n = 0; n < 3; n++) await call(world.app, 'POST', '/api/sign-in', { body: { email: `${name}-${n}@mailed.example` } })
    } catch {
      await pause(50)
    }
    await pause(100)
  }
}

export interface SenderRun {
  violations: string[]
  webhooks: number
  mails: number
  copies: number
}

/** A worker apart from the web process, killed again and again while it sends. @see reliability D6, D7 */
export async function killSenders(databaseUrl: string, folder: string, kills: number): Promise<SenderRun> {
  const receiver = await startReceiver()
  const sink = await startMailSink()
  const env = { ...SERVER_ENV, DATABASE_URL: databaseUrl, SMTP_URL: sink.url, MAIL_MODE: 'send', LOG_LEVEL: 'fatal' }
  const workerEnv: Record<string, string> = { ...env, LAUREL_ROLE: 'worker', LAUREL_CLOCK_OFFSET: '0' }
  const web = await serverProcess({ ...env, LAUREL_ROLE: 'web' }, `${folder}/web`)
  const worker: ServerProcess = await serverProcess(workerEnv, `${folder}/worker`)
  let isOver = false
  try {
    await web.start()
    // no worker yet: the codes of the world's mails are read before they leave
    const world = await makeWorld(web.base, receiver.url)
    const working = Promise.all([0, 1].map((client) => traffic(world, () => isOver, client)))
    await worker.start()
    for (let kill = 1; kill <= kills; kill++) {
      await pause(20 + Math.random() * 580)
      await worker.kill()
      workerEnv.LAUREL_CLOCK_OFFSET = String(kill * NEXT_CLOCK_MS)
      await worker.start()
      if (kill % 10 === 0 || kill === kills) console.log(`sender: ${kill} of ${kills} kills`)
    }
    isOver = true
    await working
    receiver.failing = 0
    sink.failing = 0
    const violations = [...(await webhookViolations(world, receiver)), ...(await mailViolations(world, sink.copies))]
    const copies = Math.max(0, ...sink.copies.values())
    return { violations, webhooks: receiver.bodies.size, mails: sink.copies.size, copies }
  } finally {
    isOver = true
    await worker.kill()
    await web.kill()
    receiver.close()
    sink.close()
  }
}
