import { createHmac } from 'node:crypto'
import { Webhook } from 'standardwebhooks'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { startTestApp, type TestApp } from '../../test/app.ts'
import { call, operator } from '../../test/people.ts'
import { type Received, type Receiver, startReceiver } from '../../test/receiver.ts'
import { DAY_MS, MINUTE_MS, SECOND_MS } from '../core/time.ts'
import { enqueueEvent, type PlatformEvent, startWebhookSender } from './index.ts'
import { leaseDue } from './store/webhooks.ts'

interface Key {
  platformId: string
  keyId: string
  apiKey: string
  secretKey: string
  webhookSecret: string
}

let app: TestApp
let key: Key
let receiver: Receiver
const now = () => new Date(Date.now() + app.config.clockOffsetMs)
const byKey = (one: Key) => ({ 'x-api-key': one.apiKey })

async function makeKey(mode: 'test' | 'live' = 'test'): Promise<Key> {
  const { body: platform } = await call(app, 'POST', '/api/admin/platforms', { headers: operator, body: { name: 'Platform P' } })
  const { body } = await call(app, 'POST', `/api/admin/platforms/${platform.id}/keys`, { headers: operator, body: { mode } })
  return { platformId: platform.id, ...body }
}

const tell = (event: Partial<PlatformEvent> = {}): Promise<number> =>
  app.database.db.transaction().execute((tx) =>
    enqueueEvent({ now }, tx, {
      platformId: key.platformId,
      keyId: key.keyId,
      mode: 'test',
      event: 'verification.completed',
      data: { recordVerificationId: 'ver_test_1', recordUserId: 'usr_test_1' },
      callbackUrl: receiver.url,
      ...event,
    }),
  )
const deliveries = async (): Promise<Record<string, unknown>[]> =>
  (await call(app, 'GET', '/api/v1/webhooks/deliveries', { headers: byKey(key) })).body.data.deliveries

async function until(check: (rows: Record<string, unknown>[]) => boolean): Promise<Record<string, unknown>[]> {
  for (let tries = 0; tries < 200; tries++) {
    const rows = await deliveries()
    if (check(rows)) return rows
    await new Promise((resolve) => setTimeout(resolve, 30))
  }
  throw new Error(`never so: ${JSON.stringify(await deliveries())}`)
}
const isGenuine = ({ headers, body }: Received, secret: string): boolean => {
  try {
    new Webhook(secret).verify(body, headers)
    return true
  } catch {
    return false
  }
}

beforeAll(async () => {
  app = await startTestApp({ env: { WEBHOOK_ALLOW_PRIVATE: '1' } })
})
afterAll(() => app.stop())
beforeEach(async () => {
  receiver = await startReceiver()
  key = await makeKey()
})
afterEach(() => receiver.stop())

describe('a delivery', () => {
  it('carries signatures that the published verifier accepts, and the plain one', async () => {
    await tell()
    const [got] = await receiver.count(1)
    expect(isGenuine(got!, key.webhookSecret)).toBe(true)
    expect(isGenuine({ ...got!, body: got!.body.replace('ver_test_1', 'ver_test_2') }, key.webhookSecret)).toBe(false)
    expect(got!.headers['x-svp-signature']).toBe(createHmac('sha256', key.secretKey).update(got!.body).digest('hex'))
    expect(got!.headers['x-api-key']).toBe(key.keyId)
    const body = JSON.parse(got!.body)
    expect(Object.keys(body)).toEqual(['id', 'event', 'mode', 'createdAt', 'data'])
    expect(body).toMatchObject({ id: got!.headers['webhook-id'], event: 'verification.completed', mode: 'test' })
    await until(([row]) => row?.state === 'delivered' && row.lastStatus === 200)
  })

  it('is not made for what was rolled back', async () => {
    const work = app.database.db.transaction().execute(async (tx) => {
      await enqueueEvent({ now }, tx, {
        platformId: key.platformId,
        keyId: key.keyId,
        mode: 'test',
        event: 'verification.completed',
        data: {},
        callbackUrl: receiver.url,
      })
      throw new Error('no')
    })
    await expect(work).rejects.toThrow('no')
    expect(await deliveries()).toEqual([])
  })

  it('goes to the callback and to each registered address that asked, each with its own id', async () => {
    const other = await startReceiver()
    const { status, body } = await call(app, 'POST', '/api/v1/webhooks', {
      headers: byKey(key),
      body: { url: other.url, events: ['verification.completed'] },
    })
    expect([status, body.success, body.data.secret]).toEqual([201, true, key.webhookSecret])
    expect(await tell()).toBe(2)
    expect(await tell({ event: 'assessment.passed' })).toBe(0)
    const [first] = await receiver.count(1)
    const [second] = await other.count(1)
    expect(isGenuine(second!, body.data.secret)).toBe(true)
    expect(first!.headers['webhook-id']).not.toBe(second!.headers['webhook-id'])
    await other.stop()
  })

  it('is tried four times after 5 s, 60 s and 10 min under one id, then it is dead and can be replayed', async () => {
    receiver.answer(500)
    await tell()
    for (const [pause, tries] of [
      [0, 1],
      [5 * SECOND_MS, 2],
      [MINUTE_MS, 3],
      [10 * MINUTE_MS, 4],
    ] as const) {
      // one second early nothing is sent, at the latest instant of the jitter it is
      if (pause > 0) {
        app.travel(pause - SECOND_MS - 500)
        await new Promise((resolve) => setTimeout(resolve, 30))
        expect(receiver.received.length).toBe(tries - 1)
        app.travel(SECOND_MS + 500 + pause / 10)
      }
      await receiver.count(tries)
      await until(([row]) => row?.attempts === tries)
    }
    const [dead] = await deliveries()
    expect(dead).toMatchObject({ state: 'dead', lastStatus: 500, nextTryAt: null })
    expect(new Set(receiver.received.map(({ headers }) => headers['webhook-id'])).size).toBe(1)
    expect(new Set(receiver.received.map(({ headers }) => headers['webhook-timestamp'])).size).toBe(4)
    receiver.answer(204)
    const replay = await call(app, 'POST', `/api/v1/webhooks/deliveries/${dead!.id}/replay`, { headers: byKey(key) })
    expect([replay.status, replay.body.data.state]).toEqual([200, 'pending'])
    const all = await receiver.count(5)
    expect(all[4]!.headers['webhook-id']).toBe(dead!.webhookId)
    expect(all[4]!.body).toBe(all[0]!.body)
    await until(([row]) => row?.state === 'delivered')
    const again = await call(app, 'POST', `/api/admin/deliveries/${dead!.id}/replay`, { headers: operator })
    expect(again.status).toBe(200)
    await receiver.count(6)
  })

  it('takes a redirect for a failure', async () => {
    const other = await startReceiver()
    receiver.answer(302, { location: other.url })
    await tell()
    await until(([row]) => row?.lastStatus === 302 && row.state === 'pending')
    expect(other.received).toEqual([])
    await other.stop()
  })

  it('ends at once when a callback answers 410, and switches a registered address off', async () => {
    receiver.answer(410)
    await tell()
    await until(([row]) => row?.state === 'dead' && row.attempts === 1)
    await call(app, 'POST', '/api/v1/webhooks', { headers: byKey(key), body: { url: receiver.url, events: ['verification.passed'] } })
    expect(await tell({ event: 'verification.passed' })).toBe(1)
    await until((rows) => rows.length === 2 && rows.every(({ state }) => state === 'dead'))
    const { body } = await call(app, 'GET', '/api/v1/webhooks', { headers: byKey(key) })
    expect(body.data.webhooks).toEqual([])
    expect(await tell({ event: 'verification.passed' })).toBe(0)
  })

  it('carries both signatures for 24 hours after a rotation', async () => {
    const path = `/api/admin/platforms/${key.platformId}/keys/${key.keyId}/rotate`
    const { body: next } = await call(app, 'POST', path, { headers: operator })
    await tell()
    const [got] = await receiver.count(1)
    const signature = (secret: string, { headers, body }: Received) =>
      `v1,${createHmac('sha256', secret).update(`${headers['webhook-id']}.${headers['webhook-timestamp']}.${body}`).digest('base64')}`
    expect(got!.headers['webhook-signature']).toBe(`${signature(next.secretKey, got!)} ${signature(key.secretKey, got!)}`)
    expect(got!.headers['x-svp-signature']).toBe(createHmac('sha256', next.secretKey).update(got!.body).digest('hex'))
    app.travel(DAY_MS)
    await tell()
    const [, later] = await receiver.count(2)
    expect(later!.headers['webhook-signature']).toBe(signature(next.secretKey, later!))
  })

  it('is taken up again when its sender was killed in the middle', async () => {
    receiver.answer(200)
    await app.database.db.transaction().execute((tx) =>
      enqueueEvent({ now: () => new Date(now().getTime() + MINUTE_MS) }, tx, {
        platformId: key.platformId,
        keyId: key.keyId,
        mode: 'test',
        event: 'verification.completed',
        data: {},
        callbackUrl: receiver.url,
      }),
    )
    const at = new Date(now().getTime() + 2 * MINUTE_MS)
    // a process that takes the row and dies
    const due = await leaseDue(app.database.db, at, new Date(at.getTime() + 30 * SECOND_MS), 10, 10, [])
    const taken = due.filter(({ platformId }) => platformId === key.platformId)
    expect(taken.length).toBe(1)
    expect(await leaseDue(app.database.db, at, at, 10, 10, [])).toEqual([])
    app.travel(2 * MINUTE_MS + 10 * SECOND_MS)
    await new Promise((resolve) => setTimeout(resolve, 1_500))
    expect(receiver.received.length).toBe(0)
    app.travel(30 * SECOND_MS)
    const [got] = await receiver.count(1)
    expect(got!.headers['webhook-id']).toBe(taken[0]!.id)
  })

  it('gives each platform its turn', async () => {
    const other = await makeKey()
    const due = () => new Date(now().getTime() + MINUTE_MS)
    for (let i = 0; i < 30; i++)
      await app.database.db.transaction().execute((tx) =>
        enqueueEvent({ now: due }, tx, {
          platformId: key.platformId,
          keyId: key.keyId,
          mode: 'test',
          event: 'verification.completed',
          data: {},
          callbackUrl: receiver.url,
        }),
      )
    await app.database.db.transaction().execute((tx) =>
      enqueueEvent({ now: () => new Date(due().getTime() + 1) }, tx, {
        platformId: other.platformId,
        keyId: other.keyId,
        mode: 'test',
        event: 'verification.completed',
        data: {},
        callbackUrl: receiver.url,
      }),
    )
    const at = new Date(now().getTime() + 2 * MINUTE_MS)
    const taken = await leaseDue(app.database.db, at, new Date(at.getTime() + SECOND_MS), 5, 10, [])
    expect(taken.map(({ platformId }) => platformId)).toContain(other.platformId)
  })
})

describe('webhook targets', () => {
  it('are public https addresses in live', async () => {
    const live = await makeKey('live')
    for (const url of [
      receiver.url,
      'https://127.0.0.1/hook',
      'https://[::1]/',
      'ftp://example.org/',
      'https://user:pass@example.org/',
      'nothing',
      7,
    ]) {
      const { status, body } = await call(app, 'POST', '/api/v1/webhooks', {
        headers: byKey(live),
        body: { url, events: ['verification.passed'] },
      })
      expect([status, body.error.code]).toEqual([400, 'INVALID_WEBHOOK_URL'])
    }
    key = live
    await tell({ mode: 'live' })
    await until(([row]) => row?.attempts === 1 && row.lastError === 'unreachable')
    expect(receiver.received).toEqual([])
  })

  it('ask for events that exist', async () => {
    for (const events of [undefined, [], 'verification.passed', ['nothing.happened'], ['toString']]) {
      const { status, body } = await call(app, 'POST', '/api/v1/webhooks', { headers: byKey(key), body: { url: receiver.url, events } })
      expect([status, body.error.code]).toEqual([400, 'INVALID_EVENTS'])
    }
  })

  it('and deliveries of another platform or mode are as if never there', async () => {
    const { body } = await call(app, 'POST', '/api/v1/webhooks', {
      headers: byKey(key),
      body: { url: receiver.url, events: ['verification.passed'] },
    })
    await tell()
    const [row] = await until(([first]) => first?.state === 'delivered')
    const stranger = await makeKey()
    for (const [method, path] of [
      ['DELETE', '/api/v1/webhooks/'],
      ['POST', '/api/v1/webhooks/deliveries/'],
    ] as const) {
      const known = method === 'DELETE' ? `${path}${body.data.id}` : `${path}${row!.id}/replay`
      const unknown = method === 'DELETE' ? `${path}whk_none` : `${path}msg_none/replay`
      const [a, b] = [
        await call(app, method, known, { headers: byKey(stranger) }),
        await call(app, method, unknown, { headers: byKey(stranger) }),
      ]
      expect([a.status, a.text]).toEqual([404, b.text])
    }
    expect((await call(app, 'GET', '/api/v1/webhooks/deliveries', { headers: byKey(stranger) })).body.data.total).toBe(0)
    expect((await call(app, 'DELETE', `/api/v1/webhooks/${body.data.id}`, { headers: byKey(key) })).status).toBe(200)
    expect((await call(app, 'GET', '/api/v1/webhooks', {})).body.error.code).toBe('INVALID_API_KEY')
  })
})

describe('many events', () => {
  it('all arrive, though the receiver fails at random and two senders share the rows', async () => {
    const wanted = 300
    let seed = 7
    receiver.answer(() => {
      seed = (seed * 48_271) % 2_147_483_647
      return seed % 10 < 3 ? 503 : 200
    })
    await app.database.db.transaction().execute(async (tx) => {
      for (let i = 0; i < wanted; i++)
        await enqueueEvent({ now }, tx, {
          platformId: key.platformId,
          keyId: key.keyId,
          mode: 'test',
          event: 'verification.completed',
          data: { i },
          callbackUrl: receiver.url,
        })
    })
    // a second sender on the same rows, as another process would be
    const second = startWebhookSender({
      db: app.database.db,
      now,
      secretsOf: async () => ({ publicId: key.keyId, secrets: [key.secretKey] }),
      fetchFor: () => async (url, options) => {
        const { status } = await fetch(url, { method: 'POST', headers: options?.headers ?? {}, body: options?.body ?? '' })
        return { status, contentType: '', bytes: new Uint8Array() }
      },
      onError: () => {},
    })
    // whatever is under way ends first; then the clock goes to where the next try is due
    for (const end = Date.now() + 50_000; Date.now() < end; await new Promise((resolve) => setTimeout(resolve, 25))) {
      const next = await app.database.db
        .selectFrom('deliveries')
        .select('due_at as at')
        .where('platform_id', '=', key.platformId)
        .where('state', '=', 'pending')
        .orderBy('due_at')
        .executeTakeFirst()
      if (!next) break
      const early = next.at.getTime() - now().getTime()
      if (early <= 0) continue
      app.travel(early)
      second.wake()
    }
    await second.stop()
    const { rows } = {
      rows: await app.database.db.selectFrom('deliveries').select(['id', 'state']).where('platform_id', '=', key.platformId).execute(),
    }
    const ids = new Set(receiver.received.map(({ headers }) => headers['webhook-id']))
    expect(ids.size).toBe(wanted)
    expect(rows.filter(({ id }) => !ids.has(id))).toEqual([])
  }, 60_000)
})
