import { CredentialError, envelope, type IssuingSuite, issueCredential, issueJwt, type Json, type JsonObject } from '@laurel/credentials'
import type { Recorder } from '../../audit/index.ts'
import { isProblem } from '../../core/problem.ts'
import { guarded } from '../../platform/db/constraint.ts'
import { didOf } from '../did.ts'
import type { IssuingDeps } from '../issue-badge.ts'
import { signingKeyFor } from '../keys.ts'
import { giveStatus } from '../status-lists.ts'
import { type Algorithm, insertIssued, type Purpose, setDocument } from '../store.ts'
import { detailOf, malformed, problems } from './problems.ts'

const SUITES: Readonly<Record<string, readonly Algorithm[]>> = {
  'eddsa-rdfc-2022': ['Ed25519'],
  'eddsa-jcs-2022': ['Ed25519'],
  Ed25519Signature2020: ['Ed25519'],
  'ecdsa-rdfc-2019': ['P-256', 'P-384'],
  'ecdsa-jcs-2019': ['P-256', 'P-384'],
}
const JWT_TYPES: readonly unknown[] = ['vc+jwt', 'application/vc+jwt', 'VC-JWT', 'vc-jwt', 'JWT', 'jwt']
const VC_2 = 'https://www.w3.org/ns/credentials/v2'

const isObject = (value: unknown): value is JsonObject => typeof value === 'object' && value !== null && !Array.isArray(value)

export interface VcApiDeps extends IssuingDeps {
  record: Recorder
  allowExampleContexts: boolean
}

/**
 * Issues what the operator hands over, under the server's `did:web` or the `did:key` of one of its keys.
 *
 * @returns the credential with its proof, or enveloped when a JWT is asked for
 * @throws Problem vc_api_invalid with `problemDetails`
 * @see VC API, "Issue Credential"
 */
export async function issueByVcApi(deps: VcApiDeps, body: unknown): Promise<{ verifiableCredential: Json }> {
  const { credential, options } = isObject(body) ? body : {}
  if (!isObject(credential)) throw malformed('The body holds no credential.')
  if (options !== undefined && options !== null && !isObject(options)) throw malformed('options is not an object.')
  const wanted = isObject(options) ? options : {}
  try {
    return { verifiableCredential: await sign(deps, withOurIssuer(credential, deps), wanted) }
  } catch (error) {
    if (error instanceof CredentialError) throw problems.vc_api_invalid({ problemDetails: [detailFrom(error)] })
    if (isProblem(error) && error.code === 'signing_key_unknown') throw malformed(error.message)
    throw error
  }
}

function detailFrom({ code, message, at }: CredentialError) {
  const detail = at ? `${message} (at ${at})` : message
  if (code === 'cryptosuite_unsupported' || code === 'key_malformed') return detailOf.PROOF_GENERATION_ERROR(detail)
  return code === 'context_unknown' ? detailOf.PARSING_ERROR(detail) : detailOf.MALFORMED_VALUE_ERROR(detail)
}

/** The suites' examples are issued by somebody who does not exist: where examples are allowed, that is us. */
function withOurIssuer(credential: JsonObject, { allowExampleContexts, baseUrl }: VcApiDeps): JsonObject {
  const { issuer } = credential
  const isExample = (id: unknown): boolean => allowExampleContexts && typeof id === 'string' && id.startsWith('did:example:')
  if (isExample(issuer)) return { ...credential, issuer: didOf(baseUrl) }
  return isObject(issuer) && isExample(issuer.id) ? { ...credential, issuer: { ...issuer, id: didOf(baseUrl) } } : credential
}

const issuerIdOf = ({ issuer }: JsonObject): string => {
  const id = isObject(issuer) ? issuer.id : issuer
  if (typeof id !== 'string' || id === '')
    throw malformed('The credential has no issuer, or its issuer is neither a text nor an object with an id.')
  return id
}

async function sign(deps: VcApiDeps, credential: JsonObject, options: JsonObject): Promise<Json> {
  const asJwt = JWT_TYPES.includes(options.type) || JWT_TYPES.includes(options.format)
  const named = options.cryptosuite ?? (asJwt ? undefined : options.type)
  const cryptosuite = typeof named === 'string' && Object.hasOwn(SUITES, named) ? (named as IssuingSuite) : undefined
  if (named !== undefined && named !== 'DataIntegrityProof' && cryptosuite === undefined)
    throw problems.vc_api_invalid({
      problemDetails: [detailOf.PROOF_GENERATION_ERROR(`The cryptosuite ${JSON.stringify(named)} is not known here.`)],
    })
  const issuer = issuerIdOf(credential)
  const key = await keyFor(deps, issuer, cryptosuite)
  const now = deps.now()
  const { loaders, allowExampleContexts } = deps
  const id = typeof options.credentialId === 'string' ? options.credentialId : credential.id
  const prove = async (document: JsonObject): Promise<Json> => {
    const created = typeof options.created === 'string' ? options.created : now
    const signed = await issueCredential(document, { key, created, loaders, allowExampleContexts, ...(cryptosuite && { cryptosuite }) })
    if (!asJwt) return signed
    const isVersion2 = Array.isArray(document['@context']) && document['@context'][0] === VC_2
    return isVersion2 ? envelope(issueJwt(document, { key })) : issueJwt(document, { key, form: 'vc-claim' })
  }
  const purposes = purposesFor(credential, options)
  // what cannot be issued takes no place in a status list
  const plain = await prove(credential)
  const change = {
    action: 'vcApiIssueCredential',
    target: { kind: 'credential', id: typeof id === 'string' ? id : '' },
    detail: { issuer },
  }
  if (typeof id !== 'string' || purposes.length === 0) {
    await deps.db.transaction().execute((tx) => deps.record(tx, change))
    return plain
  }
  return deps.db.transaction().execute(async (tx) => {
    const row = { id, kind: 'credential' as const, document: '', platformId: null, mode: null, subject: null, event: null }
    await guarded(insertIssued(tx, row, now), {
      issued_credentials_pkey: () => malformed(`A credential with the id ${id} has been issued before.`),
    })
    const entries: JsonObject[] = []
    for (const purpose of purposes) entries.push(await giveStatus(deps, tx, id, purpose, issuer === didOf(deps.baseUrl) ? '' : issuer))
    const signed = await prove({ ...credential, credentialStatus: entries.length === 1 ? entries[0]! : entries })
    await setDocument(tx, id, JSON.stringify(signed))
    await deps.record(tx, change)
    return signed
  })
}

/** A key that fits issuer and suite; P-256 before P-384 where both do. */
async function keyFor(deps: VcApiDeps, issuer: string, cryptosuite: IssuingSuite | undefined) {
  const fitting = cryptosuite === undefined ? [undefined] : (SUITES[cryptosuite] ?? [])
  for (const algorithm of fitting) {
    try {
      return await signingKeyFor(deps, algorithm, issuer)
    } catch (error) {
      if (algorithm === fitting.at(-1) || !isProblem(error)) throw error
    }
  }
  throw malformed('No key fits.')
}

const PURPOSES: readonly Purpose[] = ['revocation', 'suspension']

/** A VCDM 2.0 credential with an id can be revoked; `options.statusPurpose` (one or several) asks for more, `false` for none. */
function purposesFor(credential: JsonObject, { statusPurpose }: JsonObject): Purpose[] {
  const contexts = credential['@context']
  if (credential.credentialStatus !== undefined || statusPurpose === false) return []
  if (!Array.isArray(contexts) || contexts[0] !== VC_2) return []
  if (statusPurpose === undefined) return ['revocation']
  return PURPOSES.filter((purpose) => [statusPurpose].flat().includes(purpose))
}
