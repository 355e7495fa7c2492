import { CredentialError } from '../credential-error.ts'
import type { PublicKey } from '../crypto/key-types.ts'
import { publicKeyFromJwk, publicKeyFromMultibase } from '../keys/multikey.ts'
import type { RegisteredIssuer } from '../model/verdict.ts'
import { type ListedKey, type Published, publishedKeys } from './published-keys.ts'
import type { Session } from './session.ts'

/** The key a signature names, and what ties it to the issuer. */
export type KeyFound =
  /** published by the issuer for this purpose, at `domain` when it is on the web; or pinned by the registry */
  | { outcome: 'issuers'; key: PublicKey; because: string; domain?: string }
  /** the issuer publishes nothing: the key is whoever's */
  | { outcome: 'anyones'; key: PublicKey; because: string }
  | { outcome: 'not-issuers'; because: string }
  | { outcome: 'malformed'; because: string }
  | { outcome: 'unknown'; because: string }

export interface KeyQuestion {
  /** the issuer's id as the document gives it; undefined for none */
  issuer: string | undefined
  /** verification method of a proof, or `kid` of a JWT */
  method: string | undefined
  purpose: 'assertionMethod' | 'authentication'
  /** the header `jwk` of a JWT */
  jwk?: unknown
  registered?: RegisteredIssuer
}

/**
 * Finds the key and asks the issuer, not the signature, whether it is the issuer's.
 *
 * An issuer that is a DID or publishes keys must list it. One that publishes nothing (a urn, a plain https id, a number) cannot:
 * the key then comes from a `did:key` method, a fragment of the issuer's own id, or a JWT header, and proves integrity only.
 */
export async function findKey(question: KeyQuestion, session: Session): Promise<KeyFound> {
  try {
    return await ask(question, session)
  } catch (error) {
    if (!(error instanceof CredentialError)) throw error
    return {
      outcome: error.code === 'key_unsupported' || error.code === 'did_unsupported' ? 'unknown' : 'malformed',
      because: error.message,
    }
  }
}

async function ask(question: KeyQuestion, session: Session): Promise<KeyFound> {
  const { issuer = '', method } = question
  if (method === undefined && question.jwk === undefined) return { outcome: 'malformed', because: 'the signature names no key' }
  if (method !== undefined && !isPlace(method, issuer) && question.jwk === undefined)
    return { outcome: 'malformed', because: `the verification method ${method.slice(0, 80)} is neither a DID nor a web address` }
  const published = await publishedKeys(issuer, session)
  if (issuer.startsWith('did:') || published.outcome === 'listed') return fromIssuer(question, published)
  const key = await looseKey(question, issuer, session)
  if ('outcome' in key) return key
  const domain = sharedDomain(question, issuer)
  if (domain !== undefined && !question.registered?.keys?.length)
    return { outcome: 'issuers', key, because: `the key is published at ${domain}, as the issuer is`, domain }
  return registeredOrAnyones(question.registered, key, published)
}

const isPlace = (method: string, issuer: string): boolean =>
  method.startsWith('did:') || method.startsWith('https://') || (issuer !== '' && method.startsWith(`${issuer}#`))

function fromIssuer({ issuer = '', method, purpose, jwk, registered }: KeyQuestion, published: Published): KeyFound {
  if (published.outcome !== 'listed') {
    const because = 'because' in published ? published.because : `${issuer} publishes no keys`
    return { outcome: published.outcome === 'malformed' ? 'malformed' : 'unknown', because }
  }
  const listed =
    jwk === undefined ? byMethod(published.keys, method ?? '', issuer) : byJwk(published.keys, publicKeyFromJwk(jwk), method, issuer)
  if (listed === undefined)
    return notListed(registered, jwk, `the key ${method ?? 'in the header'} is not one of the keys that ${issuer} publishes`)
  if (!listed.purposes.includes(purpose)) return { outcome: 'not-issuers', because: `${issuer} does not list ${listed.id} for ${purpose}` }
  if (listed.controller !== undefined && listed.controller !== issuer)
    return { outcome: 'not-issuers', because: `${listed.id} is controlled by ${listed.controller}, not by ${issuer}` }
  if (listed.key === undefined) return { outcome: 'unknown', because: listed.trouble ?? `the kind of key of ${listed.id} is not supported` }
  return { outcome: 'issuers', key: listed.key, because: `${issuer} lists the key for ${purpose}`, domain: published.domain }
}

function notListed(registered: RegisteredIssuer | undefined, jwk: unknown, because: string): KeyFound {
  const key = jwk === undefined ? undefined : publicKeyFromJwk(jwk)
  if (key && pins(registered, key)) return { outcome: 'issuers', key, because: 'the registry pins this key for the issuer' }
  return { outcome: 'not-issuers', because }
}

/** `did:key:z6Mk…` without fragment names its only key. */
function byMethod(keys: readonly ListedKey[], method: string, issuer: string): ListedKey | undefined {
  const exact = keys.find(({ id }) => id === method)
  if (exact || method !== issuer) return exact ?? keys.find(({ id }) => method.startsWith('#') && id === issuer + method)
  return keys.length === 1 ? keys[0] : undefined
}

function byJwk(keys: readonly ListedKey[], key: PublicKey, kid: string | undefined, issuer: string): ListedKey | undefined {
  const same = keys.filter((listed) => listed.key?.id === key.id)
  return kid === undefined ? same[0] : (same.find(({ id }) => id === kid || id === `${issuer}#${kid}`) ?? same[0])
}

async function looseKey({ method = '', jwk, purpose }: KeyQuestion, issuer: string, session: Session): Promise<PublicKey | KeyFound> {
  if (jwk !== undefined) return publicKeyFromJwk(jwk)
  const [base = '', fragment] = method.split('#')
  if (base === issuer && fragment?.startsWith('z')) return publicKeyFromMultibase(fragment)
  const elsewhere = await publishedKeys(base, session)
  if (elsewhere.outcome !== 'listed') {
    const because = 'because' in elsewhere ? elsewhere.because : `nothing at ${base} says what the key ${method} is`
    return { outcome: elsewhere.outcome === 'malformed' ? 'malformed' : 'unknown', because }
  }
  const listed = byMethod(elsewhere.keys, method, base)
  if (listed === undefined) return { outcome: 'not-issuers', because: `${base} publishes no key ${method}` }
  if (!listed.purposes.includes(purpose)) return { outcome: 'not-issuers', because: `${base} does not list ${listed.id} for ${purpose}` }
  return listed.key ?? { outcome: 'unknown', because: listed.trouble ?? `the kind of key of ${method} is not supported` }
}

function registeredOrAnyones(registered: RegisteredIssuer | undefined, key: PublicKey, published: Published): KeyFound {
  if (pins(registered, key)) return { outcome: 'issuers', key, because: 'the registry pins this key for the issuer' }
  if (registered?.keys?.length) return { outcome: 'not-issuers', because: 'the registry pins other keys for this issuer' }
  const unreachable = published.outcome === 'unreachable' ? ` (${published.because})` : ''
  return { outcome: 'anyones', key, because: `the issuer publishes no keys, so anyone could have signed this in that name${unreachable}` }
}

/** A key fetched from the issuer's own web origin is the issuer's; a fragment of its id was never fetched. */
function sharedDomain({ method = '', jwk }: KeyQuestion, issuer: string): string | undefined {
  const [base = ''] = method.split('#')
  if (jwk !== undefined || base === issuer || !base.startsWith('https://') || !issuer.startsWith('https://')) return undefined
  const here = new URL(base)
  return here.origin === new URL(issuer).origin ? here.host : undefined
}

const pins = (registered: RegisteredIssuer | undefined, key: PublicKey): boolean =>
  (registered?.keys ?? []).some(
    (pinned) => (typeof pinned === 'string' ? publicKeyFromMultibase(pinned) : publicKeyFromJwk(pinned)).id === key.id,
  )
