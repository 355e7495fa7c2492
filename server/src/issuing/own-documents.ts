import { isProblem } from '../core/problem.ts'
import type { Fetched } from '../platform/net/safe-fetch.ts'
import { statusListIdIn } from './did.ts'
import type { IssuingDeps } from './issue-badge.ts'
import { didDocument } from './keys.ts'
import { publishStatusList } from './status-lists.ts'

const as = (contentType: string, text: string): Fetched => ({ status: 200, contentType, bytes: Buffer.from(text, 'utf8') })
const nothing: Fetched = { status: 404, contentType: 'application/json', bytes: new Uint8Array() }

/**
 * What this server publishes itself, without asking itself over the network: its DID document and its status lists.
 *
 * @returns undefined for every other address
 */
export async function ownDocument(deps: IssuingDeps, url: string): Promise<Fetched | undefined> {
  const { host } = new URL(deps.baseUrl)
  if (!URL.canParse(url) || new URL(url).host !== host) return undefined
  // did:web says https whatever the server speaks
  if (url === `https://${host}/.well-known/did.json` || url === `http://${host}/.well-known/did.json`)
    return as('application/did+json', JSON.stringify(await didDocument(deps)))
  const id = statusListIdIn(deps.baseUrl, url)
  if (id === undefined) return undefined
  try {
    return as('application/vc', await publishStatusList(deps, id))
  } catch (error) {
    if (isProblem(error)) return nothing
    throw error
  }
}
