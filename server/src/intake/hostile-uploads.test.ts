import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startTestApp, type TestApp } from '../../test/app.ts'
import { badge, call, imsxField, makePartner, operator, push, statuses, type TestPartner } from '../../test/people.ts'

let app: TestApp
let partner: TestPartner
beforeAll(async () => {
  app = await startTestApp()
  partner = await makePartner(app)
})
afterAll(() => app.stop())

const b64 = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url')

describe('hostile bodies', () => {
  const text = (fill: string): string => JSON.stringify({ credentials: [badge()] }).replace('"A course"', fill)
  it.each([
    ['raw line break', text('"A\ncourse"'), 400, 'json_malformed'],
    ['duplicate key', text('"A","name":"B"'), 400, 'json_duplicate_key'],
    ['NUL', text('"A\\u0000"'), 400, 'json_forbidden_character'],
    ['lone surrogate', text('"\\ud800"'), 400, 'json_forbidden_character'],
    ['__proto__', text('"A","__proto__":{"x":1}'), 400, 'json_forbidden_key'],
    ['constructor', text('"A","constructor":{"x":1}'), 400, 'json_forbidden_key'],
    ['65 levels', `{"credentials":${'['.repeat(65)}${']'.repeat(65)}}`, 400, 'json_too_deep'],
    ['empty', '', 400, 'body_empty'],
    ['cut off', '{"credentials":[', 400, 'json_malformed'],
    ['501 elements', JSON.stringify({ credentials: Array.from({ length: 501 }, () => 1) }), 413, 'too_many_elements'],
    ['over 10 MB', JSON.stringify({ credentials: [], x: 'x'.repeat(10_485_760) }), 413, 'body_too_large'],
  ])('%s', async (_name, body, status, code) => {
    const answer = await push(app, partner, body)
    expect([answer.status, imsxField(answer).imsx_codeMinorFieldName]).toEqual([status, `laurel:${code}`])
    expect((await push(app, partner, { credentials: [badge()] })).status).toBe(200)
  })

  it('not UTF-8', async () => {
    const answer = await push(app, partner, new Uint8Array([0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d]))
    expect([answer.status, imsxField(answer).imsx_codeMinorFieldName]).toEqual([400, 'laurel:json_not_utf8'])
  })

  it('other media types and encodings', async () => {
    expect((await push(app, partner, 'x=1', { 'content-type': 'text/plain' })).status).toBe(415)
    expect((await push(app, partner, '{}', { 'content-encoding': 'gzip' })).status).toBe(415)
    expect((await push(app, partner, { credentials: [badge()] }, { 'content-type': 'application/json; charset=utf-8' })).status).toBe(200)
    expect((await push(app, partner, { credentials: [badge()] }, { 'content-type': 'application/ld+json' })).status).toBe(200)
  })

  it('other methods: 405 with Allow, in JSON', async () => {
    for (const method of ['PUT', 'PATCH', 'DELETE']) {
      const answer = await call(app, method, '/api/v1/credentials', partner)
      expect([answer.status, answer.headers.get('allow'), answer.body.imsx_codeMajor]).toEqual([405, 'GET, HEAD, POST', 'failure'])
    }
    expect((await call(app, 'GET', '/api/v1/clr', partner)).status).toBe(405)
  })

  it('large bodies are read beside the server, with the same answers', async () => {
    const credentials = Array.from({ length: 400 }, () => badge({ description: 'x'.repeat(500) }))
    const answer = await push(app, partner, { credentials: [...credentials, 42] })
    expect([answer.status, answer.body.results.length, answer.body.results[400].status]).toEqual([200, 401, 'rejected'])
    const broken = await push(app, partner, `${JSON.stringify({ credentials }).slice(0, -5)}`)
    expect([broken.status, imsxField(broken).imsx_codeMinorFieldName]).toEqual([400, 'laurel:json_malformed'])
  })

  it('more large bodies at once than there is room for: 503 with Retry-After, the server lives', async () => {
    const body = JSON.stringify({ credentials: [], x: 'x'.repeat(10_000_000) })
    const answers = await Promise.all(Array.from({ length: 14 }, () => push(app, partner, body).catch(() => undefined)))
    expect(answers.some((answer) => answer?.status === 200)).toBe(true)
    for (const answer of answers.filter((one) => one !== undefined)) {
      expect([200, 503]).toContain(answer.status)
      if (answer.status === 503) expect(answer.headers.get('retry-after')).toBe('2')
    }
    expect((await call(app, 'GET', '/health/live')).status).toBe(200)
  })
})

describe('what was found by trying to break it', () => {
  it('a signed text that hides NUL, half a pair or a polluting key is one rejected element', async () => {
    const hide = (json: string): string => `${b64({ alg: 'ES256' })}.${Buffer.from(json).toString('base64url')}.c2ln`
    const payloads = [
      '{"vc":{"credentialSubject":{"name":"\\u0000"}}}',
      '{"vc":{"credentialSubject":{"name":"\\ud800"}}}',
      '{"vc":{"credentialSubject":{"__proto__":{"x":1}}}}',
    ]
    const answer = await push(app, partner, {
      credentials: [...payloads.map(hide), '{"type":"VerifiableCredential","credentialSubject":{"a":"\\u0000"}}', badge()],
    })
    expect([answer.status, statuses(answer)]).toEqual([200, ['rejected', 'rejected', 'rejected', 'rejected', 'held']])
  })

  it('simultaneous updates of one assertion are all answered, and one of them stands', async () => {
    const credential = badge()
    await push(app, partner, { credentials: [credential] })
    const answers = await Promise.all(
      Array.from({ length: 8 }, (_, i) => push(app, partner, { credentials: [{ ...credential, name: `Version ${i}` }] })),
    )
    expect(answers.map(({ status }) => status)).toEqual(Array.from({ length: 8 }, () => 200))
    const two = [badge(), badge()]
    await push(app, partner, { credentials: two })
    const crossed = await Promise.all(
      Array.from({ length: 8 }, (_, i) =>
        push(app, partner, { credentials: (i % 2 ? two : [...two].reverse()).map((one) => ({ ...one, name: `v${i}` })) }),
      ),
    )
    expect(crossed.map(({ status }) => status)).toEqual(Array.from({ length: 8 }, () => 200))
  })

  it('%00 in addresses, forms and Basic is a 4xx', async () => {
    for (const [method, path] of [
      ['GET', '/api/v1/credentials/%00'],
      ['DELETE', '/api/v1/credentials/%00'],
      ['GET', '/createmyresume/%00'],
      ['GET', '/api/admin/partners/%00'],
      ['GET', '/api/admin/mail?to=%00'],
    ] as const) {
      const { status } = await call(app, method, path, { headers: path.includes('admin') ? operator : partner.headers })
      expect([path, status]).toEqual([path, 400])
    }
    const form = await call(app, 'POST', '/api/v1/token', {
      body: new URLSearchParams({ grant_type: 'client_credentials', client_id: '\0', client_secret: '\0' }),
    })
    expect(form.status).toBeLessThan(500)
    const broken = await call(app, 'POST', '/api/v1/token', { body: 'x', headers: { 'content-type': 'multipart/form-data; boundary=b' } })
    expect([broken.status, broken.body.error]).toEqual([400, 'invalid_request'])
    expect((await call(app, 'POST', '/api/v1/token', { body: 'x', headers: { 'content-type': 'multipart/form-data' } })).status).toBe(400)
  })

  it('numbers come back as they were sent', async () => {
    const text = `{"credential":{"id":"urn:numbers:1","type":"VerifiableCredential","credentialSubject":{"big":12345678901234567890123,"zero":-0.0,"one":1.0}}}`
    await push(app, partner, text)
    const { text: back } = await call(app, 'GET', '/api/v1/credentials/urn%3Anumbers%3A1', partner)
    expect(back).toContain('"big":12345678901234567890123,"zero":-0.0,"one":1.0')
    expect((await call(app, 'GET', '/api/v1/credentials?limit=1', partner)).text).toContain('12345678901234567890123')
  })
})
