/**
 * For the servers of platforms: signs requests to Laurel and checks what Laurel sends. One file, no dependency; Node 20 and later.
 * Types and explanations are in laurel-webhooks.d.mts.
 */
import { createHmac, timingSafeEqual } from 'node:crypto'

const TOLERANCE_SECONDS = 300
const hmac = (secret, text) => createHmac('sha256', secret).update(text).digest()

function same(expected, given) {
  return given.length === expected.length && timingSafeEqual(expected, given)
}

export function signRequest({ apiKey, secretKey, method, path, body = '', now = new Date() }) {
  if (!path.startsWith('/')) throw new TypeError('path starts with / and has no host')
  const timestamp = String(now.getTime())
  const signed = Buffer.concat([Buffer.from(`${timestamp}\n${method.toUpperCase()}\n${path}\n`), Buffer.from(body)])
  return { 'x-api-key': apiKey, 'x-timestamp': timestamp, 'x-signature': hmac(secretKey, signed).toString('hex') }
}

function headerOf(headers, name) {
  if (typeof headers.get === 'function') return headers.get(name) ?? ''
  const found = Object.keys(headers).find((key) => key.toLowerCase() === name)
  const value = found === undefined ? '' : headers[found]
  return (Array.isArray(value) ? value.join(' ') : value) ?? ''
}

/** The bytes that sign, whether the key itself came or its form for Standard Webhooks. */
function bytesOf(secret) {
  return secret.startsWith('whsec_') ? Buffer.from(secret.slice(6), 'base64') : Buffer.from(secret)
}

function standardHolds(secrets, id, timestamp, body, header) {
  const signed = Buffer.concat([Buffer.from(`${id}.${timestamp}.`), body])
  const expected = secrets.map((secret) => hmac(secret, signed))
  const given = header
    .split(' ')
    .filter((part) => part.startsWith('v1,'))
    .map((part) => Buffer.from(part.slice(3), 'base64'))
  return given.some((one) => expected.some((right) => same(right, one)))
}

function plainHolds(secrets, body, header) {
  if (!/^[0-9a-f]{64}$/i.test(header)) return false
  const given = Buffer.from(header, 'hex')
  return secrets.some((secret) => same(hmac(secret, body), given))
}

export function verifyWebhook({ secretKey, headers, body, now = new Date(), toleranceSeconds = TOLERANCE_SECONDS }) {
  const secrets = [secretKey].flat().filter(Boolean).map(bytesOf)
  if (secrets.length === 0) throw new TypeError('secretKey is required')
  const bytes = typeof body === 'string' ? Buffer.from(body) : Buffer.from(body.buffer, body.byteOffset, body.byteLength)
  const id = headerOf(headers, 'webhook-id')
  const timestamp = headerOf(headers, 'webhook-timestamp')
  const signature = headerOf(headers, 'webhook-signature')
  if (signature !== '') {
    if (id === '' || !/^\d{1,12}$/.test(timestamp)) return undefined
    if (!standardHolds(secrets, id, timestamp, bytes, signature)) return undefined
    if (Math.abs(now.getTime() / 1_000 - Number(timestamp)) > toleranceSeconds) return undefined
  } else if (!plainHolds(secrets, bytes, headerOf(headers, 'x-svp-signature'))) return undefined
  try {
    return JSON.parse(bytes.toString('utf8'))
  } catch {
    return undefined
  }
}
