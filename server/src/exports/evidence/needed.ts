import { CredentialError, didWebUrl, type JsonObject, type ReadCredential, readCredential } from '@laurel/credentials'

const DID_ACCEPT = 'application/did+ld+json, application/did+json, application/jwk-set+json, application/json;q=0.9'
const LIST_ACCEPT = 'application/vc, application/vc+jwt, application/vc+ld+json, application/json;q=0.9'

/** One GET that verifying will ask for. */
export interface Need {
  url: string
  accept: string
  kind: 'keys' | 'status'
}

const isWeb = (url: string | undefined): url is string => url !== undefined && /^https?:\/\//.test(url)

function placeOf(id: string | undefined): string | undefined {
  try {
    return id?.startsWith('did:web:') ? didWebUrl(id) : isWeb(id) ? id.split('#')[0] : undefined
  } catch (error) {
    if (error instanceof CredentialError) return undefined
    throw error
  }
}

/** The key lists and status lists that verifying this credential, and everything nested in it, asks for. */
export function needsOf(read: ReadCredential): Need[] {
  const keys = [read.issuer?.id, ...read.proofs.map(({ verificationMethod }) => verificationMethod).filter(isWeb)].map(placeOf)
  const lists = read.status.map(
    ({ type, id, statusListCredential }) => statusListCredential ?? (type === '1EdTechRevocationList' ? id : undefined),
  )
  return [
    ...keys.filter(isWeb).map((url) => ({ url, accept: DID_ACCEPT, kind: 'keys' as const })),
    ...lists.filter(isWeb).map((url) => ({ url, accept: LIST_ACCEPT, kind: 'status' as const })),
    ...[...read.nested, ...read.endorsements].flatMap(needsOf),
  ]
}

/** What can be read of a text; undefined for anything that is no credential. */
export function readOrNothing(text: string | object): ReadCredential | undefined {
  try {
    return readCredential(text)
  } catch (error) {
    if (error instanceof CredentialError) return undefined
    throw error
  }
}

/** The document of a credential, and those of all that are nested in it, tokens among them. */
export const documentsIn = (read: ReadCredential): JsonObject[] => [
  read.document,
  ...[...read.nested, ...read.endorsements].flatMap(documentsIn),
]

/** Every context a document names, wherever in it. */
export function contextsIn(value: unknown, found = new Set<string>()): Set<string> {
  if (Array.isArray(value)) for (const one of value) contextsIn(one, found)
  else if (typeof value === 'object' && value !== null)
    for (const [key, inner] of Object.entries(value as JsonObject)) {
      if (key === '@context') for (const one of [inner].flat()) if (typeof one === 'string') found.add(one)
      if (typeof inner === 'object') contextsIn(inner, found)
    }
  return found
}
