import { CredentialError } from '../credential-error.ts'
import { isObject, type Json, type JsonObject, listOf } from '../model/json.ts'
import type { ReadCredential, ReadStatus } from '../model/read-credential.ts'
import type { Verdict } from '../model/verdict.ts'
import type { Findings } from './findings.ts'
import type { Session } from './session.ts'
import { MAX_LIST_BYTES, MIN_LIST_ENTRIES, statusAt, unpackStatusList } from './status-list.ts'

/** A status list that was fetched and whose own signature was checked. */
export interface CheckedList {
  read: ReadCredential
  /** undefined when it is sound and the credential's issuer made it */
  trouble?: string
}

/** Fetches and verifies the credential under a URL; given from outside because verification calls itself for the list. */
export type ListChecker = (url: string, issuerOf: ReadCredential, keyId: string | undefined) => Promise<CheckedList>

interface Around {
  session: Session
  findings: Findings
  checkList: ListChecker
  /** the key that signed the credential: an issuer that publishes no keys must have signed the list with the same */
  keyId: string | undefined
}

/** Asks every status list the credential names; whatever is not certain is `unknown`. */
export async function checkStatus(read: ReadCredential, around: Around): Promise<void> {
  for (const status of read.status) {
    try {
      await checkEntry(read, status, around)
    } catch (error) {
      if (!(error instanceof CredentialError)) throw error
      around.findings.unknown('status', error.message, status.at)
    }
  }
}

const BITSTRINGS = new Set(['BitstringStatusListEntry', 'StatusList2021Entry', 'RevocationList2020Status'])

function checkEntry(read: ReadCredential, status: ReadStatus, around: Around): Promise<void> {
  const { type = 'without type' } = status
  if (BITSTRINGS.has(type)) return checkBit(read, status, around)
  if (type === '1EdTechRevocationList') return checkRevocationList(read, status, around)
  around.findings.unknown('status', `the status method ${type} is not supported`, status.at)
  return Promise.resolve()
}

/** @see Bitstring Status List 1.0 section 3.2, "Validate Algorithm" */
async function checkBit(read: ReadCredential, status: ReadStatus, { session, findings, checkList, keyId }: Around): Promise<void> {
  const { statusListCredential: url, at } = status
  const purpose = status.statusPurpose ?? 'revocation'
  const index = /^\d{1,15}$/.test(status.statusListIndex ?? '') ? Number(status.statusListIndex) : undefined
  if (url === undefined || index === undefined) return findings.unknown('status', 'the entry names no list or no index in it', at)
  const list = await checkList(url, read, keyId)
  if (list.trouble !== undefined) return findings.unknown('status', `the status list at ${url} cannot be relied on: ${list.trouble}`, at)
  const subject = subjectOf(list.read.document)
  if (subject.statusPurpose !== undefined && !listOf(subject.statusPurpose).includes(purpose))
    return findings.unknown('status', `the list at ${url} is not about ${purpose}`, at)
  if (typeof subject.encodedList !== 'string') return findings.unknown('status', `the list at ${url} holds no entries`, at)
  const bits = unpackStatusList(subject.encodedList)
  const size = sizeOf(status.raw)
  const entries = Math.floor((bits.length * 8) / size)
  if (entries < MIN_LIST_ENTRIES) {
    const short = `the status list has ${entries} entries, fewer than the ${MIN_LIST_ENTRIES} that hide whose status is asked for`
    if (session.options.strictStatusList) return findings.unknown('status', `STATUS_LIST_LENGTH_ERROR: ${short}`, at)
    findings.warn(short)
  }
  report(purpose, statusAt(bits, index, size), status, findings)
}

const subjectOf = (document: JsonObject): JsonObject => {
  const [subject] = listOf(document.credentialSubject)
  return isObject(subject) ? subject : {}
}

const sizeOf = (entry: Json): number => {
  const size = isObject(entry) ? Number(entry.statusSize ?? 1) : 1
  return Number.isSafeInteger(size) && size >= 1 && size <= 32 ? size : 1
}

const VERDICT_OF: Readonly<Record<string, Verdict>> = { revocation: 'revoked', suspension: 'suspended' }

function report(purpose: string, value: number, { raw, at }: ReadStatus, findings: Findings): void {
  const verdict = Object.hasOwn(VERDICT_OF, purpose) ? VERDICT_OF[purpose] : undefined
  if (verdict) {
    if (value === 0) findings.pass('status', `its issuer has not ${verdict} it`, at)
    else findings.fail('status', `its issuer has ${verdict} it`, at, verdict)
    return
  }
  findings.pass('status', `its status for ${purpose} is ${messageOf(raw, value) ?? `0x${value.toString(16)}`}`, at)
}

function messageOf(entry: Json, value: number): string | undefined {
  if (!isObject(entry)) return undefined
  const found = listOf(entry.statusMessage).find((one) => isObject(one) && Number(one.status) === value)
  return isObject(found) && typeof found.message === 'string' ? JSON.stringify(found.message) : undefined
}

/** @see 1EdTech Revocation List Status Method 1.0: a plain JSON list, unsigned, at the address the signed credential names */
async function checkRevocationList(read: ReadCredential, { id, at }: ReadStatus, { session, findings }: Around): Promise<void> {
  if (id === undefined) return findings.unknown('status', 'the revocation list has no address', at)
  const answer = await session.get(id, 'application/json', MAX_LIST_BYTES)
  if ('unreachable' in answer) return findings.unknown('status', answer.unreachable, at)
  const { json } = await session.getJson(id, 'application/json').then((one) => ('json' in one ? one : { json: undefined }))
  const entries = isObject(json) ? (json.revokedCredential ?? json.revokedCredentials ?? json.revokedAssertions) : undefined
  if (!isObject(json) || !Array.isArray(entries)) return findings.unknown('status', `there is no revocation list at ${id}`, at)
  const issuer = isObject(json.issuer) ? json.issuer.id : json.issuer
  if (issuer !== undefined && issuer !== read.issuer?.id)
    return findings.unknown('status', `the revocation list at ${id} is by another issuer`, at)
  const entry = entries.find((one) => (isObject(one) ? one.id : one) === read.id)
  if (entry === undefined || read.id === undefined) return findings.pass('status', 'its issuer has not revoked it', at)
  const reason = isObject(entry) && typeof entry.revocationReason === 'string' ? `: ${entry.revocationReason}` : ''
  findings.fail('status', `its issuer has revoked it${reason}`, at, 'revoked')
}
