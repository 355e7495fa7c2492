import { issueJwt, issuePresentation, type JsonObject } from '@laurel/credentials'
import { type IssuingDeps, issuerOf } from './issue-badge.ts'
import { signingKeyFor } from './keys.ts'
import { seconds } from './status-lists.ts'

/**
 * Signs a presentation as this server; each credential inside keeps its own proof. Nothing is stored. The JCS suite signs what
 * is inside as it stands, whatever words it uses.
 *
 * @param options `insideWasChecked`: every word of what is inside is known to be defined, and is not looked up again
 * @throws CredentialError document_malformed | context_unknown when something inside is not what VCDM allows
 */
export async function signPresentation(
  deps: IssuingDeps,
  presentation: JsonObject,
  { insideWasChecked = false }: { insideWasChecked?: boolean } = {},
): Promise<JsonObject> {
  const key = await signingKeyFor(deps, 'Ed25519')
  return issuePresentation(presentation, {
    key,
    cryptosuite: 'eddsa-jcs-2022',
    created: deps.now(),
    proofPurpose: 'assertionMethod',
    loaders: deps.loaders,
    insideWasChecked,
  })
}

/** Signs a document of this server as a VC-JWT (`vc+jwt`). Nothing is stored, so it cannot be revoked: for copies a person takes along. */
export async function signJwt(deps: IssuingDeps, document: JsonObject): Promise<string> {
  const { id, name } = issuerOf(deps.baseUrl)
  const key = await signingKeyFor(deps, 'Ed25519')
  return issueJwt({ ...document, issuer: { id, name }, validFrom: seconds(deps.now()) }, { key })
}
