import { connect } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startTestApp, type TestApp } from '../../../test/app.ts'
import { badge, call, makePartner, operator, push } from '../../../test/people.ts'

let app: TestApp
beforeAll(async () => {
  app = await startTestApp()
})
afterAll(() => app.stop())

/** Sends bytes as they are and reads until the server closes or falls silent. */
const raw = (text: string): Promise<string> =>
  new Promise((resolve) => {
    const { port } = new URL(app.base)
    const socket = connect(Number(port), '127.0.0.1', () => socket.write(text))
    let answer = ''
    socket.setTimeout(1_500, () => socket.destroy())
    socket.on('data', (chunk) => {
      answer += chunk
    })
    socket.on('error', () => {})
    socket.on('close', () => resolve(answer))
  })

describe('every answer', () => {
  it('carries strict headers', async () => {
    for (const path of ['/', '/api/me', '/createmyresume/x', '/api/openapi.json']) {
      const { headers } = await call(app, 'GET', path)
      expect(headers.get('content-security-policy')).toMatch(/default-src 'none'; ?script-src 'self'/)
      expect(headers.get('content-security-policy')).not.toMatch(/unsafe/)
      expect([headers.get('x-content-type-options'), headers.get('referrer-policy'), headers.get('x-frame-options')]).toEqual([
        'nosniff',
        'no-referrer',
        'SAMEORIGIN',
      ])
    }
  })

  it('speaks the dialect of its address also where nothing is', async () => {
    expect((await call(app, 'GET', '/api/nothing')).body).toMatchObject({ code: 'not_found', status: 404 })
    expect((await call(app, 'GET', '/api/v1/nothing')).body).toMatchObject({ success: false, error: { code: 'NOT_FOUND' } })
    expect((await call(app, 'POST', '/api/v1/credentials/a/b', { body: {} })).body).toMatchObject({ imsx_codeMajor: 'failure' })
    const page = await call(app, 'GET', '/nothing')
    expect([page.status, page.headers.get('content-type')]).toEqual([404, 'text/html; charset=utf-8'])
  })

  it('says of an id longer than any here that nothing is there, and does not repeat it', async () => {
    const partner = await makePartner(app)
    const id = 'a'.repeat(5_000)
    const credential = await call(app, 'GET', `/api/v1/credentials/${id}`, partner)
    expect([credential.status, credential.body.imsx_codeMajor, credential.text.includes('aaaa')]).toEqual([404, 'failure', false])
    expect((await call(app, 'GET', `/api/claims/${id}`)).status).toBe(404)
  })

  it('needs no body where none is asked for, also when the client names a type on every request', async () => {
    const partner = await makePartner(app)
    const credential = badge()
    await push(app, partner, { credentials: [credential] })
    const withType = { ...partner.headers, 'content-type': 'application/json' }
    const path = `/api/v1/credentials/${encodeURIComponent(String(credential.id))}`
    expect((await call(app, 'DELETE', path, { headers: withType })).status).toBe(204)
    expect((await call(app, 'GET', path, partner)).body.status).toBe('withdrawn')
    const asOperator = { ...operator, 'content-type': 'application/json' }
    expect((await call(app, 'DELETE', `/api/admin/partners/${partner.id}`, { headers: asOperator })).status).toBe(204)
  })

  it.each([
    ['/health/live', 'GET, HEAD'],
    ['/metrics', 'GET, HEAD'],
    ['/sign-in', 'GET, HEAD'],
    ['/createmyresume/x', 'GET, HEAD'],
    ['/findmyresume/x', 'GET, HEAD'],
    ['/samples/courses.json', 'GET, HEAD'],
    ['/api/openapi.json', 'GET, HEAD'],
    ['/favicon.svg', 'GET, HEAD'],
    ['/api/me', 'DELETE, GET, HEAD, PATCH'],
  ])('says which methods %s takes', async (path, allow) => {
    for (const method of ['PUT', 'POST', 'OPTIONS'] as const) {
      const { status, headers, body } = await call(app, method, path, { body: { a: 1 } })
      expect([method, status, headers.get('allow'), body.code]).toEqual([method, 405, allow, 'method_not_allowed'])
    }
    expect((await call(app, 'GET', path)).status).not.toBe(405)
  })

  it('is JSON on API paths even for broken addresses', async () => {
    const broken = await call(app, 'GET', '/api/v1/credentials/%zz')
    expect([broken.status, broken.body?.imsx_codeMajor]).toEqual([400, 'failure'])
    expect((await call(app, 'GET', '/api/claims/%')).status).toBe(400)
  })

  it('survives garbage on the wire', async () => {
    expect(await raw('GARBAGE\r\n\r\n')).toMatch(/^HTTP\/1\.1 400/)
    expect(await raw(`GET / HTTP/1.1\r\nHost: x\r\nX: ${'a'.repeat(40_000)}\r\n\r\n`)).toMatch(/^HTTP\/1\.1 431/)
    expect(await raw('POST /api/v1/token HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n')).toMatch(
      /^HTTP\/1\.1 400/,
    )
    expect((await call(app, 'GET', '/health/live')).status).toBe(200)
  })
})

describe('health', () => {
  it('is live, ready, and says what it promises', async () => {
    expect((await call(app, 'GET', '/health/live')).body).toEqual({ status: 'live' })
    const ready = await call(app, 'GET', '/health/ready')
    expect(ready.status).toBe(200)
    expect(ready.body).toMatchObject({
      status: 'ready',
      engine: app.database.engine,
      durability: app.database.durability,
      queueLag: { mail: expect.any(Number), webhooks: 0, rechecks: expect.any(Number) },
    })
  })

  it('says what is due and waits, in readiness and in metrics', async () => {
    const [before, after] = [new Date(Date.now() - 60_000), new Date(Date.now() + 60_000)]
    const row = { platform_id: 'plt_x', mode: 'test', key_id: 'key_x', url: 'https://x.example/', event: 'x', body: '{}', state: 'pending' }
    await app.database.db
      .insertInto('deliveries')
      .values([
        { ...row, id: 'due', due_at: before, leased_until: after, created_at: before },
        { ...row, id: 'later', due_at: after, created_at: before },
      ])
      .execute()
    expect((await call(app, 'GET', '/health/ready')).body.queueLag.webhooks).toBe(1)
    const { text } = await call(app, 'GET', '/metrics')
    expect(text).toContain('laurel_queue_lag{queue="webhooks"} 1\n')
    expect(text).toMatch(/^laurel_queue_lag\{queue="mail"\} \d+$/m)
    expect(text).toMatch(/^laurel_queue_lag\{queue="rechecks"\} \d+$/m)
  })

  it('counts requests by route, never by address', async () => {
    await call(app, 'GET', '/createmyresume/a-secret-token')
    const { text } = await call(app, 'GET', '/metrics')
    expect(text).toContain('route="/createmyresume/:key"')
    expect(text).not.toContain('a-secret-token')
  })
})

describe('the description of the API', () => {
  it('is OpenAPI 3.1 with every endpoint named once', async () => {
    const { body } = await call(app, 'GET', '/api/openapi.json')
    expect(body.openapi).toBe('3.1.0')
    for (const path of [
      '/api/v1/token',
      '/api/v1/credentials',
      '/api/v1/credentials/{id}',
      '/api/claims/{identifierToken}',
      '/api/me/resume',
      '/api/admin/partners',
    ])
      expect(Object.keys(body.paths)).toContain(path)
    const ids = Object.values<Record<string, { operationId?: string }>>(body.paths).flatMap((methods) =>
      Object.values(methods).map(({ operationId }) => operationId),
    )
    expect(new Set(ids).size).toBe(ids.length)
    for (const path of ['usage', 'audit', 'deliveries'])
      expect(Object.keys(body.paths[`/api/admin/${path}`].get.responses[200].content)).toEqual(['application/json', 'text/csv'])
    expect((await call(app, 'GET', '/api/docs')).status).toBe(200)
  })

  it('says how each endpoint refuses: its codes, in the dialect of its API', async () => {
    const { paths, components } = (await call(app, 'GET', '/api/openapi.json')).body
    const refusals = (path: string, method: string) => Object.entries<{ description: string }>(paths[path][method].responses).slice(1)
    const schemaOf = (path: string, method: string) => {
      const [schema] = Object.values<{ schema: { $ref: string } }>(paths[path][method].responses.default.content)
      return components.schemas[schema!.schema.$ref.split('/').at(-1)!]
    }
    const step1 = '/api/v1/step1/storeskills/store'
    expect(refusals(step1, 'post').find(([, { description }]) => description.includes('`MAX_SKILLS_PER_SOURCE`'))).toBeDefined()
    expect(schemaOf(step1, 'post').properties.error.required).toEqual(['code', 'message'])
    expect(schemaOf('/api/me/resume', 'get').required).toContain('detail')
    expect(schemaOf('/api/v1/token', 'post').required).toEqual(['error', 'error_description'])
    expect(schemaOf('/api/v1/credentials', 'post').required).toContain('imsx_codeMinor')
    expect(schemaOf('/api/v1/metadata/user/{recordUserId}', 'get').required).toEqual(['success', 'message'])
  })

  it('says of each endpoint how it refuses, and in which shape', async () => {
    const { body } = await call(app, 'GET', '/api/openapi.json')
    const shape = (method: string, path: string, status: string) => {
      const { content } = body.paths[path][method].responses[status]
      return Object.entries<{ schema: { $ref: string } }>(content).map(([type, { schema }]) => [type, schema.$ref.split('/').at(-1)])[0]
    }
    for (const status of ['400', '401', '403', '409', '413', '415', '429', '503', 'default'])
      expect(shape('post', '/api/v1/credentials', status)).toEqual(['application/json', 'Imsx_StatusInfo'])
    expect(shape('get', '/api/v1/credentials/{id}', '404')).toEqual(['application/json', 'Imsx_StatusInfo'])
    for (const status of ['400', '401', '429']) expect(shape('post', '/api/v1/token', status)).toEqual(['application/json', 'OAuthError'])
    for (const status of ['403', '404', '409', '410', 'default'])
      expect(shape('post', '/api/claims/{identifierToken}', status)).toEqual(['application/problem+json', 'Problem'])
    expect(shape('post', '/api/v1/verify', '401')).toEqual(['application/json', 'SkillApiError'])
    expect(body.paths['/api/claims/{identifierToken}'].post.responses['409'].description).toContain('claim_lost')
    for (const methods of Object.values<Record<string, { responses: Record<string, { description: string }> }>>(body.paths))
      for (const { responses } of Object.values(methods)) {
        expect(responses.default).toBeDefined()
        expect(Object.values(responses).map(({ description }) => description)).not.toContain('Default Response')
      }
  })

  it('says that the token endpoint takes forms, and what a file is', async () => {
    const { paths } = (await call(app, 'GET', '/api/openapi.json')).body
    expect(Object.keys(paths['/api/v1/token'].post.requestBody.content)).toEqual([
      'application/x-www-form-urlencoded',
      'multipart/form-data',
    ])
    expect(Object.keys(paths['/api/me/resume.pdf'].get.responses['200'].content)).toEqual(['application/pdf'])
    const refused = await call(app, 'POST', '/api/v1/token', {
      headers: { 'content-type': 'text/plain' },
      body: 'grant_type=client_credentials',
    })
    expect([refused.status, refused.body.error, refused.body.error_description]).toEqual([
      415,
      'invalid_request',
      expect.stringContaining('application/x-www-form-urlencoded or multipart/form-data'),
    ])
  })
})

describe('limits', () => {
  it('count by partner, and say when to come back', async () => {
    const limited = await startTestApp({ env: { RATE_LIMIT_SCALE: '0.005' } })
    const [one, other] = [await makePartner(limited, { name: 'One' }), await makePartner(limited, { name: 'Other' })]
    const statuses: number[] = []
    for (let i = 0; i < 4; i++) statuses.push((await push(limited, one, { credentials: [badge()] })).status)
    expect(statuses).toEqual([200, 200, 200, 429])
    const refused = await push(limited, one, { credentials: [badge()] })
    expect([refused.status, refused.body.imsx_codeMajor, Number(refused.headers.get('retry-after')) > 0]).toEqual([429, 'failure', true])
    expect(refused.headers.get('ratelimit-limit')).toBe('3')
    expect((await push(limited, other, { credentials: [badge()] })).status).toBe(200)
    await limited.stop()
  })

  it('believe X-Forwarded-For only from a trusted proxy', async () => {
    const spoof = async (env: Record<string, string>): Promise<number[]> => {
      const limited = await startTestApp({ env: { RATE_LIMIT_SCALE: '0.02', ...env } })
      const statuses: number[] = []
      for (let i = 0; i < 4; i++)
        statuses.push((await call(limited, 'GET', '/api/claims/x', { headers: { 'x-forwarded-for': `203.0.113.${i}` } })).status)
      await limited.stop()
      return statuses
    }
    expect(await spoof({})).toEqual([404, 404, 404, 429])
    expect(await spoof({ TRUST_PROXY: '1' })).toEqual([404, 404, 404, 404])
    expect(await spoof({ TRUST_PROXY: '10.0.0.0/8' })).toEqual([404, 404, 404, 429])
  })
})

describe('a bug', () => {
  it('is answered with a reference and nothing else', async () => {
    const own = await startTestApp()
    const partner = await makePartner(own)
    await own.database.script('alter table envelopes rename column expires_at to moved')
    const { status, body, text } = await push(own, partner, { credentials: [badge()] })
    expect(status).toBe(500)
    expect(body.imsx_description).toMatch(/^Something went wrong on our side\. Tell the operator this reference: \w{12}\.$/)
    expect(text).not.toMatch(/expires_at|column|envelopes/)
    // nothing of the upload was kept
    await own.database.script('alter table envelopes rename column moved to expires_at')
    expect((await call(own, 'GET', '/api/v1/credentials', partner)).body.credential).toEqual([])
    await own.stop()
  })
})

describe('the operator’s one-time link', () => {
  it('is not used up by looking, works once, and opens the same endpoints', async () => {
    const { createOperatorLink } = await import('../../admin/index.ts')
    const { clockOf } = await import('../../app.ts')
    const link = await createOperatorLink({ db: app.database.db, now: clockOf(app.config), baseUrl: app.base })
    expect((await fetch(link)).status).toBe(200)
    const code = new URL(link).searchParams.get('code')
    const opened = await call(app, 'POST', '/api/operator/sign-in', { body: { code } })
    const cookie = { cookie: opened.headers.get('set-cookie')?.split(';')[0] ?? '' }
    expect((await call(app, 'GET', '/api/admin/partners', { headers: cookie })).status).toBe(200)
    expect(
      (await call(app, 'POST', '/api/admin/partners', { headers: { ...cookie, origin: 'https://evil.example' }, body: { name: 'X' } })).body
        .code,
    ).toBe('cross_site')
    expect((await call(app, 'POST', '/api/operator/sign-in', { body: { code } })).body.code).toBe('operator_link_used')
    expect((await call(app, 'POST', '/api/operator/sign-out', { headers: cookie })).status).toBe(204)
    expect((await call(app, 'GET', '/api/admin/partners', { headers: cookie })).status).toBe(401)
    expect((await call(app, 'GET', '/api/admin/partners', { headers: operator })).status).toBe(200)
  })
})
