import { randomInt } from 'node:crypto'
import {
  createStatusList,
  issueCredential,
  type JsonObject,
  type Loaders,
  statusEntry,
  statusListCredential,
  withStatus,
} from '@laurel/credentials'
import { randomText } from '../core/id.ts'
import type { Tx } from '../platform/db/client.ts'
import { statusListUrl } from './did.ts'
import { type KeyDeps, keyOf, signingKeyFor } from './keys.ts'
import { problems } from './problems.ts'
import {
  findOpenList,
  findStatusList,
  insertStatusList,
  listSetIndexes,
  markListFull,
  type Purpose,
  type StatusList,
  setEntry,
  takeIndex,
} from './store.ts'

/** The shortest list that hides whose status is asked for. @see Bitstring Status List 1.0 section 2.2 */
const LIST_SIZE = 131_072
/** So many random indexes in a row that are taken say that a list is about two thirds full. */
const DRAWS = 12

/** Gives a credential its own random place in the current list of a purpose, in the caller's transaction. @param issuer '' for the server's did:web, else a did:key of ours @returns its `credentialStatus` */
export async function giveStatus(
  { now, baseUrl }: Pick<KeyDeps, 'now' | 'baseUrl'>,
  tx: Tx,
  credentialId: string,
  purpose: Purpose,
  issuer = '',
): Promise<JsonObject> {
  for (;;) {
    const list = (await findOpenList(tx, purpose, issuer)) ?? (await openList(tx, purpose, issuer, now()))
    for (let draw = 0; draw < DRAWS; draw++) {
      const index = randomInt(list.size)
      if (await takeIndex(tx, list.id, index, credentialId)) return statusEntry(statusListUrl(baseUrl, list.id), index, purpose)
    }
    await markListFull(tx, list.id, now())
  }
}

async function openList(tx: Tx, purpose: Purpose, issuer: string, now: Date): Promise<StatusList> {
  const list = { id: randomText(16), purpose, size: LIST_SIZE, version: 0, issuer, createdAt: now }
  await insertStatusList(tx, list)
  return list
}

export const setStatus = (tx: Tx, credentialId: string, purpose: Purpose, value: boolean): Promise<boolean> =>
  setEntry(tx, credentialId, purpose, value)

const MOST_KEPT = 50
const published = new Map<string, string>()

/**
 * A list as it stands, signed. The same version under the same key is signed once. It names no `ttl`: who revokes sees it at once.
 *
 * @throws Problem status_list_not_found
 */
export async function publishStatusList(deps: KeyDeps & { loaders: Loaders }, id: string): Promise<string> {
  const list = await findStatusList(deps.db, id)
  if (!list) throw problems.status_list_not_found()
  const key = list.issuer === '' ? await signingKeyFor(deps, 'Ed25519') : await keyOf(deps, list.issuer)
  const name = `${key.publicKeyMultibase} ${id} ${list.version}`
  const known = published.get(name)
  if (known) return known
  let bits = createStatusList(list.size)
  for (const index of await listSetIndexes(deps.db, id)) bits = withStatus(bits, index, true)
  const url = statusListUrl(deps.baseUrl, id)
  const document = statusListCredential({ id: url, purpose: list.purpose, bits, validFrom: seconds(list.createdAt) })
  const text = JSON.stringify(await issueCredential(document, { key, created: deps.now(), loaders: deps.loaders }))
  if (published.size >= MOST_KEPT) published.clear()
  published.set(name, text)
  return text
}

/** To the second, as VCDM dates are written. */
export const seconds = (date: Date): string => date.toISOString().replace(/\.\d+Z$/, 'Z')
