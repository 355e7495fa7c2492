import { CredentialError, didJwkDocument, didKeyDocument, didWebUrl, type JsonObject, type Loaders } from '@laurel/credentials'

/** Why a DID did not resolve, in the words of the DID Resolution specification. */
export type ResolutionError =
  | 'invalidDid'
  | 'invalidDidUrl'
  | 'invalidPublicKeyLength'
  | 'invalidPublicKeyType'
  | 'unsupportedPublicKeyType'
  | 'methodNotSupported'
  | 'notFound'

export interface Resolution {
  status: 200 | 400 | 404
  body: JsonObject
}

const KEY_FORMATS: readonly string[] = [
  'Multikey',
  'JsonWebKey2020',
  'JsonWebKey',
  'Ed25519VerificationKey2020',
  'X25519KeyAgreementKey2020',
]
const KNOWN_UNSAFE: readonly string[] = ['Ed25519VerificationKey2018', 'X25519KeyAgreementKey2019', 'EcdsaSecp256k1VerificationKey2019']
const DID_URL =
  /^(did:[a-z0-9]+:(?:[A-Za-z0-9._:-]|%[0-9A-Fa-f]{2})*)((?:\/(?:[A-Za-z0-9._~!$&'()*+,;=:@-]|%[0-9A-Fa-f]{2})*)*)(\?(?:[A-Za-z0-9._~!$&'()*+,;=:@/?-]|%[0-9A-Fa-f]{2})*)?(#[A-Za-z0-9._~!$&'()*+,;=:@/?%-]*)?$/

/**
 * Resolves a DID, or dereferences a DID URL with a fragment.
 *
 * @param text as in the path, decoded
 * @see DID Resolution, "HTTP(S) Binding"; The did:key Method section 3.1
 */
export async function resolveDid(loaders: Pick<Loaders, 'fetch'>, text: string, publicKeyFormat: string | undefined): Promise<Resolution> {
  const isUrl = /[/?#]/.test(text)
  const error = (code: ResolutionError, status: 400 | 404 = 400): Resolution => ({ status, body: answer({}, isUrl, { error: code }) })
  const [, did, , , fragment] = DID_URL.exec(text) ?? []
  if (did === undefined) return error(isUrl ? 'invalidDidUrl' : 'invalidDid')
  if (publicKeyFormat !== undefined && !KEY_FORMATS.includes(publicKeyFormat))
    return error(KNOWN_UNSAFE.includes(publicKeyFormat) ? 'invalidPublicKeyType' : 'unsupportedPublicKeyType')
  const found = await documentOf(loaders, did)
  if (typeof found === 'string') return error(found, found === 'notFound' ? 404 : 400)
  if (!fragment) return { status: 200, body: { ...answer(found, isUrl, { contentType: 'application/did+ld+json' }), id: did } }
  const methods = Array.isArray(found.verificationMethod) ? found.verificationMethod : []
  const method = methods.find((one) => (one as JsonObject).id === `${did}${fragment}`) as JsonObject | undefined
  return method ? { status: 200, body: { ...answer(method, isUrl, {}), id: text } } : error('notFound', 404)
}

const answer = (didDocument: JsonObject, isUrl: boolean, metadata: JsonObject): JsonObject => ({
  '@context': 'https://w3id.org/did-resolution/v1',
  didDocument,
  [isUrl ? 'didDereferencingMetadata' : 'didResolutionMetadata']: metadata,
  didDocumentMetadata: {},
})

async function documentOf({ fetch }: Pick<Loaders, 'fetch'>, did: string): Promise<JsonObject | ResolutionError> {
  const [, method, ...rest] = did.split(':')
  try {
    if (method === 'key') return fromKey(rest)
    if (method === 'jwk') return didJwkDocument(did)
    if (method !== 'web') return 'invalidDid'
    const { status, bytes } = await fetch(didWebUrl(did), { accept: 'application/did+json, application/json', maxBytes: 262_144 })
    if (status !== 200) return 'notFound'
    const document = JSON.parse(new TextDecoder().decode(bytes)) as JsonObject
    return document.id === did ? document : 'notFound'
  } catch (error) {
    if (error instanceof CredentialError) return 'invalidDid'
    return method === 'web' ? 'notFound' : 'invalidDid'
  }
}

/** `did:key:[version:]multibase`, the version a positive number. */
function fromKey(parts: readonly string[]): JsonObject | ResolutionError {
  const [key = '', version] = [parts.at(-1), parts.length === 2 ? parts[0] : undefined]
  if (parts.length > 2 || (version !== undefined && !/^[1-9]\d*(?:\.\d+)*$/.test(version)) || !key.startsWith('z')) return 'invalidDid'
  try {
    return didKeyDocument(`did:key:${key}`)
  } catch (error) {
    return error instanceof CredentialError && / of \d+ bytes/.test(error.message) ? 'invalidPublicKeyLength' : 'invalidDid'
  }
}
