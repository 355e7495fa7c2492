import { createHash } from 'node:crypto'
import { CredentialError } from '../credential-error.ts'
import { didWebUrl } from '../keys/did.ts'
import type { Fetched, Loaders } from '../loaders.ts'
import { isObject, listOf } from '../model/json.ts'
import { type Check, VERDICTS, type Verdict, type VerifyResult, worstOf } from '../model/verdict.ts'
import { parseJson } from '../read/json.ts'
import { utf8 } from '../read/jwt.ts'

interface KeptDocument {
  url: string
  contentType: string
  fetchedAt: string
  text: string
}

/** What a resume PDF carries so that it can be checked without a network. Nobody signs it: it is what the file says others said. */
export interface OfflineEvidence {
  contexts: ReadonlyMap<string, object>
  documents: ReadonlyMap<string, KeptDocument>
  /** parts whose hash is not the one beside them; they are not used */
  altered: string[]
}

const hashOf = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex')

/** Reads `evidence.json`; contexts are compared with their pinned hashes when they are used. @throws CredentialError not_json | too_deep | duplicate_key */
export function readEvidence(bytes: Uint8Array | undefined): OfflineEvidence {
  const contexts = new Map<string, object>()
  const documents = new Map<string, KeptDocument>()
  const altered: string[] = []
  const evidence = bytes === undefined ? {} : parseJson(utf8(bytes))
  if (!isObject(evidence)) return { contexts, documents, altered }
  for (const one of listOf(evidence.contexts))
    if (isObject(one) && typeof one.url === 'string' && isObject(one.content)) contexts.set(one.url, one.content)
  for (const one of listOf(evidence.documents)) {
    if (!isObject(one)) continue
    const { url, contentType, fetchedAt, text, sha256 } = one
    if (typeof url !== 'string' || typeof text !== 'string') continue
    if (hashOf(text) === sha256)
      documents.set(url, { url, text, contentType: String(contentType ?? ''), fetchedAt: String(fetchedAt ?? '') })
    else altered.push(url)
  }
  return { contexts, documents, altered }
}

/** Contexts of the file beside those that are here: the library takes them only with their pinned hash. */
export const withContexts = ({ contexts }: OfflineEvidence, loaders: Loaders): Loaders => ({
  context: async (url) => contexts.get(url) ?? loaders.context(url),
  fetch: loaders.fetch,
})

/** Loaders that reach nothing but the file; `used` tells what was taken from it. */
export function fromFile(evidence: OfflineEvidence, loaders: Loaders): { loaders: Loaders; used: Map<string, KeptDocument> } {
  const used = new Map<string, KeptDocument>()
  const fetch = async (url: string): Promise<Fetched> => {
    const kept = evidence.documents.get(url)
    if (!kept) throw new Error(`offline: ${url} is not in the file`)
    used.set(url, kept)
    return { status: 200, contentType: kept.contentType, bytes: new TextEncoder().encode(kept.text) }
  }
  return { loaders: { context: withContexts(evidence, loaders).context, fetch }, used }
}

function placeOf(id: string | undefined): string {
  try {
    return id?.startsWith('did:web:') ? didWebUrl(id) : (id ?? '')
  } catch (error) {
    if (error instanceof CredentialError) return ''
    throw error
  }
}

/**
 * The result, saying of when each thing taken from the file is. Keys from a file prove that the document is whole, not whose it is: who
 * made the file could have put them there, so nobody vouches for that issuer.
 */
export function datedByFile<R extends VerifyResult>(result: R, used: ReadonlyMap<string, KeptDocument>): R {
  const { credential, issuer } = result
  const keys = used.get(placeOf(issuer.id))
  const nested = result.nested.map((one) => datedByFile(one, used))
  const asOf = ({ fetchedAt }: KeptDocument): string => ` (as of ${fetchedAt.slice(0, 16).replace('T', ' ')} UTC, from the file)`
  const dated = (check: Check): Check => {
    if (check.id === 'status') {
      const entry = credential?.status.find(({ at }) => at === check.at)
      const list = used.get(entry?.statusListCredential ?? entry?.id ?? '')
      return list ? { ...check, because: check.because + asOf(list) } : check
    }
    if (!keys || check.outcome !== 'passed') return check
    if (check.id === 'issuer-key') return { ...check, because: check.because + asOf(keys) }
    if (check.id !== 'issuer-name' || issuer.vouchedBy !== 'domain') return check
    return { ...check, outcome: 'unknown', because: `${check.because}; its keys are from the file, so nobody vouches for that name` }
  }
  const isUnvouched = keys !== undefined && issuer.vouchedBy === 'domain'
  const found = new Set<Verdict>([...result.verdicts, ...(isUnvouched ? (['verified-issuer-unknown'] as const) : [])])
  if (isUnvouched) found.delete('verified')
  const verdicts = VERDICTS.filter((verdict) => found.has(verdict))
  return {
    ...result,
    verdict: worstOf(verdicts),
    verdicts,
    nestedVerdict: nested.length === 0 ? null : worstOf(nested.map(({ verdict }) => verdict)),
    checks: result.checks.map(dated),
    issuer: isUnvouched ? { ...issuer, vouchedBy: 'nobody' } : issuer,
    nested,
  }
}
