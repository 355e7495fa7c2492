import { createHmac } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { signatureHeaders, standardSecret } from '../src/delivery/sign-webhook.ts'
import { signedTexts } from '../src/verification/signed-request.ts'
import { signRequest, verifyWebhook } from './laurel-webhooks.mjs'

const secretKey = 'svp_test_sk_0123456789'
const at = new Date('2026-05-03T10:00:00.500Z')
const body = JSON.stringify({ id: 'evt_1', event: 'verification.completed', data: { name: 'Zoë' } })
const sent = (text = body, secrets = [secretKey]) => signatureHeaders({ publicId: 'key_1', secrets }, 'msg_1', text, at)
const check = (change: Partial<Parameters<typeof verifyWebhook>[0]> = {}) =>
  verifyWebhook({ secretKey, headers: sent(), body, now: at, ...change })

describe('verifyWebhook', () => {
  it('returns the event of what the server signs, as text and as bytes, under both forms of the secret', () => {
    expect(check()?.id).toBe('evt_1')
    expect(check({ body: Buffer.from(body) })?.event).toBe('verification.completed')
    expect(check({ secretKey: standardSecret(secretKey) })?.id).toBe('evt_1')
    expect(check({ headers: new Headers(sent()) })?.id).toBe('evt_1')
    expect(check({ headers: Object.fromEntries(Object.entries(sent()).map(([name, value]) => [name.toUpperCase(), value])) })?.id).toBe(
      'evt_1',
    )
  })

  it('refuses a changed body, another secret, another id and another time', () => {
    expect(check({ body: body.replace('evt_1', 'evt_2') })).toBeUndefined()
    expect(check({ secretKey: 'svp_test_sk_other' })).toBeUndefined()
    expect(check({ headers: { ...sent(), 'webhook-id': 'msg_2' } })).toBeUndefined()
    expect(check({ headers: { ...sent(), 'webhook-timestamp': '1' } })).toBeUndefined()
    expect(check({ headers: { ...sent(), 'webhook-id': '' } })).toBeUndefined()
  })

  it('refuses what is older or newer than the tolerance', () => {
    expect(check({ now: new Date(at.getTime() + 299_000) })?.id).toBe('evt_1')
    expect(check({ now: new Date(at.getTime() + 302_000) })).toBeUndefined()
    expect(check({ now: new Date(at.getTime() - 302_000) })).toBeUndefined()
    expect(check({ now: new Date(at.getTime() + 302_000), toleranceSeconds: 600 })?.id).toBe('evt_1')
  })

  it('takes either signature while a new secret takes over', () => {
    const headers = sent(body, ['svp_test_sk_new', secretKey])
    expect(check({ headers })?.id).toBe('evt_1')
    expect(check({ headers, secretKey: 'svp_test_sk_new' })?.id).toBe('evt_1')
    expect(check({ secretKey: ['svp_test_sk_new', secretKey] })?.id).toBe('evt_1')
  })

  it('falls back on x-svp-signature only when no other signature came', () => {
    const plain = { 'x-svp-signature': createHmac('sha256', secretKey).update(body).digest('hex') }
    expect(check({ headers: plain })?.id).toBe('evt_1')
    expect(
      check({ headers: { ...plain, 'webhook-signature': 'v1,AAAA', 'webhook-id': 'msg_1', 'webhook-timestamp': '1777802400' } }),
    ).toBeUndefined()
    expect(check({ headers: { 'x-svp-signature': 'zz' } })).toBeUndefined()
    expect(check({ headers: {} })).toBeUndefined()
  })

  it('returns nothing for a signed body that is no JSON, and insists on a secret', () => {
    expect(check({ body: 'hello', headers: sent('hello') })).toBeUndefined()
    expect(() => check({ secretKey: '' })).toThrow(TypeError)
  })
})

describe('signRequest', () => {
  it('signs exactly what the server checks', () => {
    const path = '/api/v1/metadata/user/usr_test_1?x=1'
    const headers = signRequest({ apiKey: 'svp_test_1', secretKey, method: 'get', path, now: at })
    const [text = ''] = signedTexts({ timestamp: headers['x-timestamp'], signature: '', method: 'GET', url: path, body: '' })
    expect(headers).toEqual({
      'x-api-key': 'svp_test_1',
      'x-timestamp': String(at.getTime()),
      'x-signature': createHmac('sha256', secretKey).update(text).digest('hex'),
    })
  })

  it('binds the body, and refuses a whole address as path', () => {
    const sign = (text: string) => signRequest({ apiKey: 'k', secretKey, method: 'POST', path: '/a', body: text, now: at })['x-signature']
    expect(sign('1')).not.toBe(sign('2'))
    expect(() => signRequest({ apiKey: 'k', secretKey, method: 'GET', path: 'https://x.example/a' })).toThrow(TypeError)
  })
})
