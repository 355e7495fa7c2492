import { CredentialError } from '../credential-error.ts'
import { isObject, type JsonObject } from '../model/json.ts'
import type { ReadCredential } from '../model/read-credential.ts'
import { enveloped } from './envelope.ts'
import { findNested } from './find-nested.ts'
import { decodeJws, documentInJwt, looksLikeJwt } from './jwt.ts'
import { type Origin, readDocument } from './read-document.ts'

/** A CLR or presentation with more than this many credentials inside, at any depth, is refused. */
export const MAX_NESTED = 10_000

/** How many nested credentials may still be read, over the whole input. */
export interface Budget {
  nested: number
}

/** One credential given as a compact JWS, as an envelope around one, or as JSON, with everything nested in it. */
export function readOne(
  value: string | JsonObject,
  at: string,
  carrier: ReadCredential['carrier'],
  budget: Budget,
  raw: Origin['raw'] = () => JSON.stringify(value),
): ReadCredential {
  const jws = typeof value === 'string' ? value.trim() : enveloped(value)
  if (jws === undefined) return readWhole(value as JsonObject, { at, format: 'json', carrier, raw }, budget)
  if (!looksLikeJwt(jws)) throw new CredentialError('jwt_malformed', 'neither JSON nor a compact JWS', at)
  const { header, payload } = decodeJws(jws)
  const origin: Origin = { at, format: 'jwt', carrier: carrier === 'json' ? 'jwt' : carrier, raw: jws, jwt: { header, payload } }
  return readWhole(documentInJwt(payload), origin, budget)
}

function readWhole(document: JsonObject, origin: Origin, budget: Budget): ReadCredential {
  const read = readDocument(document, origin)
  if (read.kind === 'open-badge-2') return read
  for (const { value, at, role } of findNested(document)) {
    if (--budget.nested < 0) throw new CredentialError('too_many_nested', `more than ${MAX_NESTED} credentials inside`, at)
    read[role === 'credential' ? 'nested' : 'endorsements'].push(readInner(value, at, budget))
  }
  return read
}

/** A nested value that cannot be read is kept with the reason, so that it is listed and fails by itself. */
function readInner(value: string | JsonObject, at: string, budget: Budget): ReadCredential {
  try {
    return readOne(value, at, 'json', budget)
  } catch (error) {
    if (!(error instanceof CredentialError) || error.code === 'too_many_nested') throw error
    const raw = typeof value === 'string' ? value : JSON.stringify(value)
    const empty = readDocument({}, { at, format: typeof value === 'string' ? 'jwt' : 'json', carrier: 'json', raw })
    return { ...empty, document: isObject(value) ? value : {}, unreadable: error.message }
  }
}
