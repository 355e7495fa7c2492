import { isObject, type Json, type JsonObject, pointerTo } from '../../model/json.ts'
import { jcs } from '../../rdf/jcs.ts'
import type { Findings } from '../findings.ts'
import type { Session } from '../session.ts'
import { published, whole } from './published.ts'

/**
 * Compares an assertion with what its issuer publishes at its address, now.
 *
 * @returns true when the two say the same
 * @see Open Badges 2.0, "Verification", hosted
 */
export async function isPublishedSo(document: JsonObject, url: string, session: Session, findings: Findings): Promise<boolean> {
  const found = await published(url, session)
  if ('gone' in found) {
    findings.fail('status', `its issuer answers that ${url} is gone, which says that it was revoked`, '/id', 'revoked')
    return false
  }
  if ('because' in found) {
    findings.unknown('proof', `it is proved by being published at ${url}: ${found.because}`, '/id')
    return false
  }
  if (found.document.revoked === true) {
    const reason = typeof found.document.revocationReason === 'string' ? `: ${found.document.revocationReason}` : ''
    findings.fail('status', `its issuer has revoked it${reason}`, '/id', 'revoked')
    return false
  }
  const at = await differenceIn(document, found.document, '', session)
  if (at === undefined) findings.pass('proof', `its issuer publishes just this at ${url}`, '/id')
  else findings.fail('proof', `what is published at ${url} says otherwise`, at)
  return at === undefined
}

/** Where the two differ; an object in one and its address in the other are the same when the address holds that object. */
async function differenceIn(own: JsonObject, theirs: JsonObject, at: string, session: Session): Promise<string | undefined> {
  for (const name of new Set([...Object.keys(own), ...Object.keys(theirs)])) {
    if (name === '@context') continue
    const place = pointerTo(at, name)
    if (isReference(name) && isObject(own[name]) !== isObject(theirs[name])) {
      if (idOf(own[name]) !== idOf(theirs[name])) return place
      const [one, other] = [await whole(own[name], session), await whole(theirs[name], session)]
      if (typeof one === 'string' || typeof other === 'string') return place
      const inner = await differenceIn(one, other, place, session)
      if (inner !== undefined) return inner
    } else if (isReference(name) && isObject(own[name]) && isObject(theirs[name])) {
      const inner = await differenceIn(own[name], theirs[name], place, session)
      if (inner !== undefined) return inner
    } else if (own[name] === undefined || theirs[name] === undefined || jcs(own[name]) !== jcs(theirs[name])) return place
  }
  return undefined
}

const isReference = (name: string): boolean => name === 'badge' || name === 'issuer'
const idOf = (value: Json | undefined): Json | undefined => (isObject(value) ? value.id : value)
