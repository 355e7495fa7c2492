import { generateKeyPairSync, sign } from 'node:crypto'
import type { Ask, Json } from '../client.ts'

const PRE_AUTHORIZED = 'urn:ietf:params:oauth:grant-type:pre-authorized_code'

interface Received {
  configuration: string
  credential: Json
}

/**
 * Receives what a deep link offers, as a wallet does: offer, metadata, token, nonce, key proof, credential.
 *
 * @param deepLink         `openid-credential-offer://?credential_offer_uri=…`
 * @param transactionCode  the digits on the person's screen
 * @see OpenID4VCI 1.0 sections 4, 6, 7, 8, 12
 */
export async function receive(ask: Ask, deepLink: string, transactionCode: string): Promise<Received> {
  const offer = await offerBehind(ask, deepLink)
  const grant = offer.grants?.[PRE_AUTHORIZED]
  if (!grant) throw new Error('This offer is not of the pre-authorized kind.')
  const at = new URL(offer.credential_issuer)
  const path = at.pathname === '/' ? '' : at.pathname
  const { body: issuer } = await ask(`${at.origin}/.well-known/openid-credential-issuer${path}`)
  const { body: server } = await ask(`${at.origin}/.well-known/oauth-authorization-server${path}`)
  const { body: token } = await ask(server.token_endpoint, {
    body: new URLSearchParams({
      grant_type: PRE_AUTHORIZED,
      'pre-authorized_code': grant['pre-authorized_code'],
      ...(grant.tx_code && { tx_code: transactionCode.replace(/\D/g, '') }),
    }),
  })
  const { body: nonce } = await ask(issuer.nonce_endpoint, { method: 'POST' })
  const [configuration] = offer.credential_configuration_ids as string[]
  const { body } = await ask(issuer.credential_endpoint, {
    headers: { authorization: `Bearer ${token.access_token}` },
    body: {
      credential_configuration_id: configuration,
      proofs: { jwt: [keyProof(offer.credential_issuer, nonce.c_nonce)] },
    },
  })
  return { configuration: configuration ?? '', credential: body.credentials?.[0]?.credential }
}

async function offerBehind(ask: Ask, deepLink: string): Promise<Json> {
  const parameters = new URL(deepLink.trim()).searchParams
  const uri = parameters.get('credential_offer_uri')
  return uri ? (await ask(uri)).body : JSON.parse(parameters.get('credential_offer') ?? '{}')
}

const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url')

/** Proves a key of the wallet's own, made for this one credential. @see OpenID4VCI 1.0 appendix F.1 */
function keyProof(audience: string, nonce: string): string {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const header = { typ: 'openid4vci-proof+jwt', alg: 'ES256', jwk: publicKey.export({ format: 'jwk' }) }
  const text = `${part(header)}.${part({ aud: audience, iat: Math.floor(Date.now() / 1_000), nonce })}`
  return `${text}.${sign('sha256', Buffer.from(text), { key: privateKey, dsaEncoding: 'ieee-p1363' }).toString('base64url')}`
}

/** What the wallet shows of a credential: its types, its issuer, and whom it is bound to. */
export function describeCredential(credential: Json): string {
  const claims = typeof credential === 'string' ? payloadOf(credential) : credential
  const document = claims?.vc ?? claims
  const issuer = typeof document?.issuer === 'object' ? document.issuer.id : document?.issuer
  const subject = [document?.credentialSubject].flat()[0]
  return `${[document?.type].flat().join(', ')} from ${issuer}${subject?.id ? `, bound to ${String(subject.id).slice(0, 40)}…` : ''}`
}

function payloadOf(jwt: string): Json {
  return JSON.parse(Buffer.from(jwt.split('.')[1] ?? '', 'base64url').toString('utf8'))
}
