import { randomUUID } from 'node:crypto'
import { CredentialError, envelope, type JsonObject, type ReadCredential } from '@laurel/credentials'
import { type IssuingDeps, signPresentation } from '../../issuing/index.ts'
import type { Presentable } from './list-presentable.ts'
import { readOrNothing } from './needed.ts'

/** What VCDM 2.0 lets a presentation hold. */
const isCredential = ({ kind }: ReadCredential): boolean => kind !== 'open-badge-2' && kind !== 'vp'

const bare = (credentials: readonly JsonObject[]): JsonObject => ({
  '@context': ['https://www.w3.org/ns/credentials/v2'],
  id: `urn:uuid:${randomUUID()}`,
  type: ['VerifiablePresentation'],
  ...(credentials.length > 0 && { verifiableCredential: [...credentials] }),
})

async function signed(deps: IssuingDeps, credentials: readonly JsonObject[]): Promise<JsonObject | undefined> {
  try {
    return await signPresentation(deps, bare(credentials))
  } catch (error) {
    if (error instanceof CredentialError) return undefined
    throw error
  }
}

/**
 * The documents as one presentation, signed by this server. Each keeps its own proof, and is checked by it; the signature around them
 * says only that this server put them together. What no presentation can hold (an Open Badge 2.0, words nobody defined) is left out.
 *
 * @returns the signed presentation
 */
export async function makePresentation(deps: IssuingDeps, documents: readonly Presentable[]): Promise<JsonObject> {
  const candidates = [...new Map(documents.map((one) => [one.document, one])).values()].flatMap(({ document, form }) => {
    const read = readOrNothing(document)
    if (!read || !isCredential(read)) return []
    return [form === 'jwt' ? envelope(document.trim()) : (JSON.parse(document) as JsonObject)]
  })
  const all = await signed(deps, candidates)
  if (all) return all
  const sound: JsonObject[] = []
  for (const one of candidates) if (await signed(deps, [one])) sound.push(one)
  return signPresentation(deps, bare(sound))
}
