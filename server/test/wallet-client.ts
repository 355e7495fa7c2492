import { createHash, generateKeyPairSync, type KeyObject, sign } from 'node:crypto'

/** A wallet written from the text of OpenID4VCI 1.0 alone: it knows nothing of this server but the deep link. */
export const PRE_AUTHORIZED = 'urn:ietf:params:oauth:grant-type:pre-authorized_code'

// biome-ignore lint/suspicious/noExplicitAny: a client looks into whatever an answer holds
type Json = any

export interface Said {
  status: number
  headers: Headers
  body: Json
}

let reach = (url: string): string => url

/** The tests' server listens on another port than its public address says. */
export function reachThrough(base: string, publicUrl: string): void {
  reach = (url) => (url.startsWith(publicUrl) ? base + url.slice(publicUrl.length) : url)
}

const ask = async (url: string, init?: RequestInit): Promise<Said> => {
  const response = await fetch(reach(url), init)
  const text = await response.text()
  return { status: response.status, headers: response.headers, body: text === '' ? undefined : JSON.parse(text) }
}

export interface HolderKey {
  alg: 'ES256' | 'EdDSA'
  privateKey: KeyObject
  jwk: Record<string, string>
  didJwk: string
  didKey: string
}

const BASE58 = '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz'
function base58(bytes: Uint8Array): string {
  let number = BigInt(`0x${Buffer.from(bytes).toString('hex')}`)
  let text = ''
  for (; number > 0n; number /= 58n) text = BASE58[Number(number % 58n)] + text
  return text
}

export function newHolderKey(alg: 'ES256' | 'EdDSA'): HolderKey {
  const pair = alg === 'ES256' ? generateKeyPairSync('ec', { namedCurve: 'P-256' }) : generateKeyPairSync('ed25519')
  const jwk = pair.publicKey.export({ format: 'jwk' }) as Record<string, string>
  const x = Buffer.from(jwk.x!, 'base64url')
  const bytes =
    alg === 'EdDSA'
      ? Buffer.concat([Buffer.from([0xed, 0x01]), x])
      : Buffer.concat([Buffer.from([0x80, 0x24, 2 + (Buffer.from(jwk.y!, 'base64url').at(-1)! & 1)]), x])
  return {
    alg,
    privateKey: pair.privateKey,
    jwk,
    didJwk: `did:jwk:${Buffer.from(JSON.stringify(jwk)).toString('base64url')}`,
    didKey: `did:key:z${base58(bytes)}`,
  }
}

const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url')

/** A compact JWS over whatever header and claims. */
export function jws(key: HolderKey, header: object, claims: object): string {
  const text = `${part(header)}.${part(claims)}`
  const signature = sign(key.alg === 'ES256' ? 'sha256' : null, Buffer.from(text), { key: key.privateKey, dsaEncoding: 'ieee-p1363' })
  return `${text}.${signature.toString('base64url')}`
}

export type Naming = 'jwk' | 'did:jwk' | 'did:key'

/** A key proof. @see OpenID4VCI 1.0 appendix F.1 */
export function keyProof(
  key: HolderKey,
  claims: { aud: string; nonce?: string; iat?: number },
  naming: Naming = 'jwk',
  header: object = {},
): string {
  const named =
    naming === 'jwk'
      ? { jwk: key.jwk }
      : { kid: naming === 'did:jwk' ? `${key.didJwk}#0` : `${key.didKey}#${key.didKey.slice('did:key:'.length)}` }
  return jws(key, { typ: 'openid4vci-proof+jwt', alg: key.alg, ...named, ...header }, { iat: Math.floor(Date.now() / 1_000), ...claims })
}

export interface Met {
  offer: Json
  issuer: Json
  server: Json
  code: string
}

/** Follows a deep link: the offer, then who issues, then where the token is. */
export async function meet(deepLink: string): Promise<Met> {
  const offerUri = new URL(deepLink).searchParams.get('credential_offer_uri')!
  const { body: offer } = await ask(offerUri, { headers: { accept: 'application/json' } })
  const at = new URL(offer.credential_issuer)
  const path = at.pathname === '/' ? '' : at.pathname
  const { body: issuer } = await ask(`${at.origin}/.well-known/openid-credential-issuer${path}`)
  const { body: server } = await ask(`${at.origin}/.well-known/oauth-authorization-server${path}`)
  return { offer, issuer, server, code: offer.grants[PRE_AUTHORIZED]['pre-authorized_code'] }
}

export const redeem = ({ server, code }: Met, transactionCode: string | undefined, more: Record<string, string> = {}): Promise<Said> =>
  ask(server.token_endpoint, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({
      grant_type: PRE_AUTHORIZED,
      'pre-authorized_code': code,
      ...(transactionCode !== undefined && { tx_code: transactionCode }),
      ...more,
    }),
  })

export const nonceFrom = async ({ issuer }: Met): Promise<string> => (await ask(issuer.nonce_endpoint, { method: 'POST' })).body.c_nonce

export const request = ({ issuer }: Met, token: string | undefined, body: unknown): Promise<Said> =>
  ask(issuer.credential_endpoint, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(token !== undefined && { authorization: `Bearer ${token}` }) },
    body: JSON.stringify(body),
  })

/** A fresh proof of the key, as a credential request carries it. */
export const proofs = async (met: Met, key: HolderKey, naming?: Naming): Promise<{ jwt: string[] }> => ({
  jwt: [keyProof(key, { aud: met.offer.credential_issuer, nonce: await nonceFrom(met) }, naming)],
})

export const errorOf = ({ status, body }: Pick<Said, 'status' | 'body'>): [number, string | undefined] => [status, body.error]

export const sha384 = (bytes: Uint8Array | string): string => `sha384-${createHash('sha384').update(bytes).digest('base64')}`
