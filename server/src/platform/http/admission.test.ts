import { connect, type Socket } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startTestApp, type TestApp } from '../../../test/app.ts'
import { badge, call, makePartner, push, signIn } from '../../../test/people.ts'

const MOST = 4

/** Holds every statement of requests until it is opened. */
function gate() {
  let opened: Promise<void> = Promise.resolve()
  let open = (): void => {}
  return {
    around: async <R>(_query: unknown, run: () => Promise<R>): Promise<R> => {
      await opened
      return run()
    },
    close: () => {
      opened = new Promise((resolve) => {
        open = resolve
      })
    },
    open: () => open(),
  }
}

describe('a server that is full', () => {
  const database = gate()
  let app: TestApp
  beforeAll(async () => {
    app = await startTestApp({ around: database.around, admission: { most: MOST, longestWaitMs: 1_000 }, role: 'web' })
  })
  afterAll(async () => {
    database.open()
    await app.stop()
  })

  it('tells newcomers at once to come again, each API in its own words; probes are answered, and those inside lose nothing', async () => {
    const person = await signIn(app, 'inside@example.org')
    const partner = await makePartner(app)
    database.close()
    // some stand at the door, some in the handler with their body read
    const inside = [
      ...Array.from({ length: MOST / 2 }, () => call(app, 'GET', '/api/me', { headers: person })),
      ...Array.from({ length: MOST / 2 }, (_, i) => call(app, 'POST', '/api/sign-in', { body: { email: `inside${i}@example.org` } })),
    ]
    await expect.poll(async () => (await call(app, 'GET', '/')).status).toBe(503)
    const began = performance.now()
    const own = await call(app, 'GET', '/api/me', { headers: person })
    const upload = await push(app, partner, { credentials: [badge()] })
    const skill = await call(app, 'POST', '/api/v1/verify', { body: {} })
    const token = await call(app, 'POST', '/api/v1/token', { body: {} })
    expect([own, upload, skill, token].map(({ status, headers }) => [status, headers.get('retry-after')])).toEqual(
      Array.from({ length: 4 }, () => [503, '2']),
    )
    expect(own.body.code).toBe('server_busy')
    expect(upload.body.imsx_codeMinor.imsx_codeMinorField[0].imsx_codeMinorFieldValue).toBe('server_busy')
    expect(skill.body).toMatchObject({ success: false, error: { code: 'SERVER_BUSY' } })
    expect(token.body.error).toBe('temporarily_unavailable')
    expect((await call(app, 'GET', '/health/live')).status).toBe(200)
    const page = await call(app, 'GET', '/resume', { headers: { accept: 'text/html,*/*' } })
    expect([page.status, page.headers.get('content-type'), page.headers.get('retry-after')]).toEqual([503, 'text/html; charset=utf-8', '2'])
    expect(page.text).toContain('Try again in a moment.')
    expect((await call(app, 'HEAD', '/resume')).status).toBe(503)
    // nothing was looked up for them: the database stands still all the while
    expect(performance.now() - began).toBeLessThan(1_000)
    database.open()
    expect((await Promise.all(inside)).map(({ status }) => status < 300)).not.toContain(false)
    expect((await push(app, partner, { credentials: [badge()] })).status).toBe(200)
    const { text } = await call(app, 'GET', '/metrics')
    expect(Number(/^laurel_refused_requests_total (\d+)$/m.exec(text)?.[1])).toBeGreaterThanOrEqual(7)
  })

  it('gives no place to those who still send their body, nor to those who left', async () => {
    const { port } = new URL(app.base)
    const { authorization } = (await makePartner(app)).headers
    const head = `POST /api/v1/credentials HTTP/1.1\r\nHost: x\r\nAuthorization: ${authorization}\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{`
    const slow = await Promise.all(
      Array.from(
        { length: MOST * 2 },
        () =>
          new Promise<Socket>((resolve) => {
            const socket = connect(Number(port), '127.0.0.1', () => socket.write(head, () => resolve(socket)))
            socket.on('error', () => {})
          }),
      ),
    )
    // each has been let in by now
    await new Promise((resolve) => setTimeout(resolve, 300))
    expect(slow.map(({ destroyed }) => destroyed)).not.toContain(true)
    expect((await call(app, 'GET', '/api/openapi.json')).status).toBe(200)
    for (const socket of slow) socket.destroy()
    await expect.poll(async () => (await call(app, 'GET', '/api/openapi.json')).status).toBe(200)
  })

  it('is full too when somebody has waited long for the database', async () => {
    const waitedMs = app.database.waitedMs
    app.database.waitedMs = () => 1_001
    expect((await call(app, 'GET', '/api/openapi.json')).status).toBe(503)
    app.database.waitedMs = () => 999
    expect((await call(app, 'GET', '/api/openapi.json')).status).toBe(200)
    app.database.waitedMs = waitedMs
  })
})
