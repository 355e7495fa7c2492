import { randomUUID } from 'node:crypto'
import { setImmediate } from 'node:timers/promises'
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

const signed = (deps: IssuingDeps, credentials: readonly JsonObject[], insideWasChecked: boolean): Promise<JsonObject | undefined> =>
  signPresentation(deps, bare(credentials), { insideWasChecked }).catch((error: unknown) => {
    if (error instanceof CredentialError) return undefined
    throw error
  })

/** Those a presentation can hold: every word in them is defined. One after the other, with other work in between. */
async function thatFit(deps: IssuingDeps, credentials: readonly JsonObject[]): Promise<JsonObject[]> {
  const fitting: JsonObject[] = []
  for (const one of credentials) {
    await setImmediate()
    if (await signed(deps, [one], false)) fitting.push(one)
  }
  return fitting
}

/**
 * The documents as one presentation, signed by this server. Each keeps its own proof, and is checked by it; the signature around them
 * says only that this server put them together. What no presentation can hold (an Open Badge 2.0, words nobody defined) is left out.
 *
 * @returns the signed presentation
 */
export async function makePresentation(deps: IssuingDeps, documents: readonly Presentable[]): Promise<JsonObject> {
  const candidates = [...new Map(documents.map((one) => [one.document, one])).values()].flatMap(({ document, form, wasChecked }) => {
    const read = readOrNothing(document)
    if (!read || !isCredential(read)) return []
    return [{ wasChecked, value: form === 'jwt' ? envelope(document.trim()) : (JSON.parse(document) as JsonObject) }]
  })
  const valuesOf = (known: boolean) => candidates.filter(({ wasChecked }) => wasChecked === known).map(({ value }) => value)
  const sound = [...valuesOf(true), ...(await thatFit(deps, valuesOf(false)))]
  await setImmediate()
  return (await signed(deps, sound, true)) ?? signPresentation(deps, bare(await thatFit(deps, sound)))
}
