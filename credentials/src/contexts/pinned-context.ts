import { sha256Hex } from '#crypto'
import { CredentialError } from '../credential-error.ts'
import type { Loaders } from '../loaders.ts'
import { jcs } from '../rdf/jcs.ts'
import { engineOf } from '../verify/session.ts'

/**
 * The content a context of the closed set is read with, and its hash; for whoever hands documents on with all they need.
 *
 * @returns `sha256` is over the canonical JSON (RFC 8785); undefined for an address that is not pinned or cannot be had
 */
export async function pinnedContext(url: string, loaders: Loaders): Promise<{ content: object; sha256: string } | undefined> {
  const { knownContexts } = engineOf(loaders)
  try {
    await knownContexts.prepare([url], false)
  } catch (error) {
    if (error instanceof CredentialError) return undefined
    throw error
  }
  const content = knownContexts.get(url)
  return content && { content, sha256: sha256Hex(jcs(content)) }
}
