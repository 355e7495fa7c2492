import { CredentialError } from '../credential-error.ts'
import { type Loaders, offlineLoaders } from '../loaders.ts'
import { isObject, type JsonObject, listOf } from '../model/json.ts'
import { readOne } from '../read/read-one.ts'
import { engineOf } from '../verify/session.ts'
import { VC_1 } from '../verify/structure.ts'
import { prepareContexts } from '../verify/words.ts'
import { type IssuingSuite, makeProof, type ProofOptions } from './data-integrity.ts'
import { faultsInIssuing } from './issuable.ts'
import { namesOf, type SigningKey } from './signing-key.ts'

export interface IssueOptions {
  key: SigningKey
  cryptosuite?: IssuingSuite
  created?: Date | string
  loaders?: Loaders
  /** further members of the proof, such as `id`, `expires` or `previousProof` */
  more?: JsonObject
  allowExampleContexts?: boolean
}

/**
 * Signs a credential with a Data Integrity proof, `eddsa-rdfc-2022` unless told otherwise.
 *
 * The issuer is filled in when missing and must otherwise be the owner of the key. A proof that is already there is kept: the
 * new one makes it a proof set.
 *
 * @param document  an OB 3.0, CLR 2.0, endorsement, status list or other credential, complete but for its proof
 * @returns         a copy with the proof; `document` is not changed
 * @throws CredentialError document_malformed (with the pointer) | context_unknown | cryptosuite_unsupported | key_malformed
 */
export async function issueCredential(document: JsonObject, options: IssueOptions): Promise<JsonObject> {
  const loaders = options.loaders ?? offlineLoaders
  const credential = withContextFor(withIssuer(document, options.key), options.cryptosuite)
  await assertIssuable(credential, { ...options, loaders })
  const proof = await makeProof(credential, { ...options, loaders })
  return withProof(credential, proof)
}

export interface PresentationOptions extends IssueOptions, Pick<ProofOptions, 'challenge' | 'domain' | 'proofPurpose'> {
  /** the words of every credential inside were checked before: only those of the presentation itself still are */
  insideWasChecked?: boolean
}

/**
 * Signs a presentation; each credential inside keeps its own proof.
 *
 * @throws CredentialError as `issueCredential`
 */
export async function issuePresentation(presentation: JsonObject, options: PresentationOptions): Promise<JsonObject> {
  const loaders = options.loaders ?? offlineLoaders
  const whole = withContextFor({ ...presentation, holder: presentation.holder ?? namesOf(options.key).controller }, options.cryptosuite)
  const { verifiableCredential: _, ...around } = whole
  await assertIssuable(options.insideWasChecked ? around : whole, { ...options, loaders })
  const proof = await makeProof(whole, { proofPurpose: 'authentication', ...options, loaders })
  return withProof(whole, proof)
}

/** @throws CredentialError document_malformed when the stated issuer does not own the key */
export function withIssuer(document: JsonObject, key: SigningKey): JsonObject {
  const { controller } = namesOf(key)
  const { issuer } = document
  if (issuer === undefined) return { ...document, issuer: controller }
  if (isObject(issuer) && issuer.id === undefined) return { ...document, issuer: { id: controller, ...issuer } }
  const id = isObject(issuer) ? issuer.id : issuer
  if (id !== controller)
    throw new CredentialError('document_malformed', `the issuer ${String(id)} does not own the key of ${controller}`, '/issuer')
  return document
}

const DATA_INTEGRITY = 'https://w3id.org/security/data-integrity/v2'
const ED25519_2020 = 'https://w3id.org/security/suites/ed25519-2020/v1'

/** VCDM 2.0 knows the words of a DataIntegrityProof; VCDM 1.1 and the older suite need their context named. */
function withContextFor(document: JsonObject, cryptosuite?: IssuingSuite): JsonObject {
  const contexts = listOf(document['@context'])
  const old = contexts[0] === VC_1 ? DATA_INTEGRITY : undefined
  const needed = cryptosuite === 'Ed25519Signature2020' ? ED25519_2020 : old
  return needed === undefined || contexts.includes(needed) ? document : { ...document, '@context': [...contexts, needed] }
}

/** Nothing is signed that would not verify: the data model, and in safe mode every word. */
async function assertIssuable(
  document: JsonObject,
  { loaders, allowExampleContexts = false }: IssueOptions & { loaders: Loaders },
): Promise<void> {
  const { proof: _, ...unsecured } = document
  const [fault] = faultsInIssuing(readOne(unsecured, '', 'json', { nested: Number.MAX_SAFE_INTEGER }))
  if (fault) throw new CredentialError('document_malformed', fault.because, fault.at)
  const { knownContexts, canonicalizer } = engineOf(loaders)
  await prepareContexts(unsecured, knownContexts, allowExampleContexts)
  await canonicalizer.statements(unsecured)
}

function withProof(document: JsonObject, proof: JsonObject): JsonObject {
  const { proof: existing, ...rest } = document
  return { ...rest, proof: existing === undefined ? proof : [...listOf(existing), proof] }
}
