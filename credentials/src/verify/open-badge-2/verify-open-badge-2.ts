import { isObject, type Json, type JsonObject, listOf } from '../../model/json.ts'
import type { ReadCredential } from '../../model/read-credential.ts'
import type { IssuerStanding } from '../../model/verdict.ts'
import { readProfile } from '../../read/profile.ts'
import { checkDates } from '../dates.ts'
import type { Findings } from '../findings.ts'
import { checkIssuerName } from '../issuer-name.ts'
import type { Session } from '../session.ts'
import { checkSubject } from '../subject.ts'
import { isPublishedSo } from './hosted.ts'
import { ACCEPT, published, whole } from './published.ts'
import { isSignedBy } from './signed.ts'

/**
 * Verifies an Open Badges 2.0 assertion: one that is signed by its signature, one that is hosted by what its issuer publishes.
 *
 * @see Open Badges 2.0, "Verification"
 */
export async function verifyOpenBadge2(read: ReadCredential, session: Session, findings: Findings): Promise<IssuerStanding | undefined> {
  const { document } = read
  const way = wayOf(read)
  if (way === undefined) {
    findings.pass('document', 'it can be read; nothing in it is proved')
    findings.fail('proof', 'nothing signs it, and it does not say where it is published', '', 'unsigned')
  }
  checkDates(document, way !== undefined, session.now, findings)
  checkSubject(read, session.options.subject, findings)
  if (way === undefined) return undefined
  for (const name of ['recipient', 'badge', 'issuedOn'])
    if (document[name] === undefined) findings.fail('document', `it has no ${name}`, '')
  const badge = await whole(document.badge, session)
  const issuer = typeof badge === 'string' ? badge : await issuerOf(badge.issuer, session)
  if (typeof issuer === 'string') {
    findings.unknown('issuer-key', `who issued it cannot be known: ${issuer}`, '/badge/issuer')
    return undefined
  }
  const proved =
    way.kind === 'signed'
      ? await isSignedBy({ raw: read.raw, keyId: way.keyId }, issuer, session, findings)
      : (await isPublishedSo(document, way.url, session, findings)) && isAllowedAt(way.url, issuer, findings)
  if (proved) findings.pass('document', 'it says what an Open Badges 2.0 assertion must')
  if (typeof issuer.revocationList === 'string') await checkRevocations(document, issuer.revocationList, session, findings)
  return proved ? standingOf(issuer, session, findings) : undefined
}

type Way = { kind: 'signed'; keyId: string | undefined } | { kind: 'hosted'; url: string }

/** How it is to be verified; Open Badges 1.1 calls the member `verify`. */
function wayOf({ document, format }: ReadCredential): Way | undefined {
  const stated = document.verification ?? document.verify
  const verification = isObject(stated) ? stated : {}
  if (format === 'jwt') {
    const keyId = verification.creator ?? verification.url
    return { kind: 'signed', keyId: typeof keyId === 'string' ? keyId : undefined }
  }
  const types = listOf(verification.type)
  const url = typeof verification.url === 'string' ? verification.url : document.id
  const isHosted = types.some((type) => type === 'hosted' || type === 'HostedBadge')
  return isHosted && typeof url === 'string' ? { kind: 'hosted', url } : undefined
}

/** The profile as it is published under its own address: what is written into a badge proves nothing about its issuer. */
async function issuerOf(value: Json | undefined, session: Session): Promise<JsonObject | string> {
  const id = isObject(value) ? value.id : value
  if (typeof id !== 'string') return 'the badge names no issuer'
  const found = await published(id, session)
  if ('document' in found) return { ...found.document, id }
  return 'because' in found ? found.because : `${id} is gone`
}

const originOf = (url: string): string | undefined => (URL.canParse(url) ? new URL(url).origin : undefined)

/** An assertion counts at its issuer's own origin, or where the issuer's profile allows it. @see Open Badges 2.0, "VerificationObject" */
function isAllowedAt(url: string, issuer: JsonObject, findings: Findings): boolean {
  const { allowedOrigins, startsWith } = isObject(issuer.verification) ? issuer.verification : {}
  const prefixes = listOf(startsWith).filter((one) => typeof one === 'string')
  const hosts = listOf(allowedOrigins)
  const allowed =
    prefixes.length > 0
      ? prefixes.some((prefix) => url.startsWith(prefix))
      : hosts.length > 0
        ? hosts.includes(new URL(url).host) || hosts.includes(originOf(url) as string)
        : originOf(String(issuer.id)) === originOf(url)
  if (allowed) findings.pass('issuer-key', `${String(issuer.id)} publishes its badges there`, '/id')
  else findings.fail('issuer-key', `${String(issuer.id)} does not publish its badges at ${url}`, '/id')
  return allowed
}

/** @see Open Badges 2.0, "RevocationList" */
async function checkRevocations(document: JsonObject, url: string, session: Session, findings: Findings): Promise<void> {
  const answer = await session.getJson(url, ACCEPT)
  const list = 'json' in answer && isObject(answer.json) ? answer.json.revokedAssertions : undefined
  if (!Array.isArray(list)) return findings.unknown('status', `the revocation list ${url} could not be had`, '/badge/issuer')
  const entry = list.find((one) => [document.id, document.uid].includes(isObject(one) ? (one.id ?? one.uid) : one))
  if (entry === undefined || (document.id ?? document.uid) === undefined) return findings.pass('status', 'its issuer has not revoked it')
  const reason = isObject(entry) && typeof entry.revocationReason === 'string' ? `: ${entry.revocationReason}` : ''
  findings.fail('status', `its issuer has revoked it${reason}`, '/id', 'revoked')
}

async function standingOf(issuer: JsonObject, session: Session, findings: Findings): Promise<IssuerStanding> {
  const { registry } = session.options
  const id = String(issuer.id)
  const registered = await registry?.find(id)
  return checkIssuerName(readProfile(issuer, '/badge/issuer'), { registered, domain: new URL(id).host, registry }, findings)
}
