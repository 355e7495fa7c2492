import { CredentialError } from '../credential-error.ts'
import { isObject, listOf } from '../model/json.ts'
import type { ReadCredential } from '../model/read-credential.ts'
import { type Check, type Verdict, worstOf } from '../model/verdict.ts'
import { parseJson } from '../read/json.ts'
import { looksLikeJwt, utf8 } from '../read/jwt.ts'
import { readOne } from '../read/read-one.ts'
import { checkDates } from './dates.ts'
import { Findings } from './findings.ts'
import type { Claimant } from './proof.ts'
import { noTexts } from './secured.ts'
import type { Session } from './session.ts'
import { contextsAreReady, reportSignatures, verifySignatures } from './signatures.ts'
import type { CheckedList } from './status.ts'
import { MAX_LIST_BYTES } from './status-list.ts'

const LIST_ACCEPT = 'application/vc, application/vc+jwt, application/vc+ld+json, application/json;q=0.9'

/** A status list counts only when its own signature is its issuer's, and its issuer, or the very key, is the credential's. */
export async function verifyList(url: string, of: ReadCredential, keyId: string | undefined, session: Session): Promise<CheckedList> {
  const list = await session.once(`list ${url}`, () => keptOrFetched(url, session))
  if (typeof list === 'string') return { read: of, trouble: list }
  const { read, verdict, checks, signer } = list
  const sameKey = signer !== undefined && signer === keyId
  if (read.issuer?.id !== of.issuer?.id && !sameKey) return { read, trouble: `it is by ${read.issuer?.id ?? 'nobody'}, not by the issuer` }
  const sound = verdict === 'verified' || verdict === 'verified-issuer-unknown'
  if (!sound) return { read, trouble: checks.find(({ outcome }) => outcome !== 'passed')?.because ?? verdict }
  const tied = checks.some(({ id, outcome }) => id === 'issuer-key' && outcome === 'passed')
  if (!tied && !sameKey) return { read, trouble: 'the issuer publishes no keys and another key signed the list' }
  return { read }
}

interface FetchedList {
  read: ReadCredential
  verdict: Verdict
  checks: Check[]
  signer: string | undefined
}

/** A sound list may be used again for as long as it says, and no longer than an hour. @see Bitstring Status List 1.0, "ttl" */
async function keptOrFetched(url: string, session: Session): Promise<FetchedList | string> {
  const { kept } = session.engine
  const before = kept.get<FetchedList>(url, session.now)
  if (before) return before
  const list = await fetchList(url, session)
  const ttl = typeof list === 'string' || list.verdict === 'invalid' ? 0 : ttlOf(list.read)
  if (ttl > 0) kept.set(url, list, session.now.getTime() + Math.min(ttl, MAX_TTL_MS))
  return list
}

const MAX_TTL_MS = 60 * 60 * 1000

function ttlOf({ document }: ReadCredential): number {
  const [subject] = listOf(document.credentialSubject)
  return isObject(subject) && typeof subject.ttl === 'number' ? subject.ttl : 0
}

async function fetchList(url: string, session: Session): Promise<FetchedList | string> {
  const answer = await session.get(url, LIST_ACCEPT, MAX_LIST_BYTES)
  if ('unreachable' in answer) return answer.unreachable
  if ('absent' in answer) return `${url} answered ${answer.absent}`
  try {
    return await checked(utf8(answer.found).trim(), session)
  } catch (error) {
    if (error instanceof CredentialError) return error.message
    throw error
  }
}

/** The list as a credential: its words, its signature, its dates. Its own status is not asked for. */
async function checked(text: string, session: Session): Promise<FetchedList> {
  const value = looksLikeJwt(text) ? text : parseJson(text)
  if (typeof value !== 'string' && !isObject(value)) throw new CredentialError('status_list_malformed', 'the status list is no credential')
  const read = readOne(value, '', 'json', { nested: 0 }, text)
  const findings = new Findings()
  const ready = await contextsAreReady(read, session, findings)
  const claimant: Claimant = { id: read.issuer?.id, purposes: ['assertionMethod'] }
  const passed = reportSignatures(await verifySignatures(read, ready ? noTexts() : undefined, claimant, session), findings)
  checkDates(read.document, true, session.now, findings)
  return { read, verdict: worstOf(findings.verdicts()), checks: findings.checks, signer: passed?.key.key.id }
}
