import type { Mode } from '../../core/caller.ts'
import { newId, newSecret } from '../../core/id.ts'
import { after, type Clock, DAY_MS } from '../../core/time.ts'
import type { Db } from '../../platform/db/client.ts'
import type { Seal } from '../../platform/seal.ts'
import { sha256 } from '../../platform/secrets.ts'
import { problems } from './problems.ts'
import {
  endPlatform,
  findKey,
  findPlatform,
  insertKeyRow,
  insertPlatform,
  type KeyChange,
  listKeyRows,
  listPlatformRows,
  type Platform,
  type PlatformKey,
  replaceSecret,
  updateKeyRow,
} from './store.ts'
import { webhookSecret } from './webhook-secret.ts'

/** For this long after a rotation webhooks carry both signatures. @see operations spec, "Secrets" */
const FORMER_SECRET_MS = DAY_MS
const START_LENGTH = 16

const presentKey = ({ platformId: _platform, createdAt, ...key }: PlatformKey) => ({ ...key, createdAt: createdAt.toISOString() })

const presentPlatform = ({ createdAt, ...platform }: Platform, keys: readonly PlatformKey[]) => ({
  ...platform,
  createdAt: createdAt.toISOString(),
  keys: keys.filter(({ platformId }) => platformId === platform.id).map(presentKey),
})

export async function createPlatform(deps: { db: Db; now: Clock }, name: string) {
  const platform = { id: newId('plt'), name: name.trim(), createdAt: deps.now() }
  await insertPlatform(deps.db, platform.id, platform.name, platform.createdAt)
  return presentPlatform(platform, [])
}

export async function listPlatforms(deps: { db: Db }) {
  const platforms = await listPlatformRows(deps.db)
  const keys = await listKeyRows(
    deps.db,
    platforms.map(({ id }) => id),
  )
  return { platforms: platforms.map((platform) => presentPlatform(platform, keys)) }
}

/** @throws Problem platform_not_found */
export async function deletePlatform(deps: { db: Db; now: Clock }, id: string): Promise<null> {
  const found = await deps.db.transaction().execute((tx) => endPlatform(tx, id, deps.now()))
  if (!found) throw problems.platform_not_found()
  return null
}

/** @throws Problem platform_not_found */
export async function listPlatformKeys(deps: { db: Db }, id: string) {
  if (!(await findPlatform(deps.db, id))) throw problems.platform_not_found()
  return { keys: (await listKeyRows(deps.db, [id])).map(presentKey) }
}

export interface NewPlatformKey {
  mode: Mode
  requireReviewerCode?: boolean
  creditLimit?: number | null
}

/**
 * Makes a key pair: the API key is stored hashed, the secret key sealed (it signs). Both are shown this once.
 *
 * @throws Problem platform_not_found
 */
export async function createPlatformKey(deps: { db: Db; now: Clock; seal: Seal }, platformId: string, wanted: NewPlatformKey) {
  if (!(await findPlatform(deps.db, platformId))) throw problems.platform_not_found()
  const { mode } = wanted
  const keyId = newId('key')
  const apiKey = `svp_${mode}_${newSecret()}`
  const secretKey = `svp_${mode}_sk_${newSecret()}`
  await insertKeyRow(
    deps.db,
    {
      keyId,
      platformId,
      mode,
      apiKeyHash: sha256(apiKey),
      apiKeyStart: apiKey.slice(0, START_LENGTH),
      secretSealed: deps.seal.close(secretKey, keyId),
      requireReviewerCode: wanted.requireReviewerCode ?? true,
      creditLimit: wanted.creditLimit ?? null,
    },
    deps.now(),
  )
  return { keyId, mode, apiKey, secretKey, webhookSecret: webhookSecret(secretKey) }
}

async function getKey(db: Db, platformId: string, keyId: string): Promise<PlatformKey> {
  const key = await findKey(db, platformId, keyId)
  if (!key) throw problems.platform_key_not_found()
  return key
}

/** @throws Problem platform_key_not_found */
export async function updatePlatformKey(deps: { db: Db }, platformId: string, keyId: string, change: KeyChange) {
  await getKey(deps.db, platformId, keyId)
  await updateKeyRow(deps.db, platformId, keyId, change)
  return presentKey(await getKey(deps.db, platformId, keyId))
}

/** @throws Problem platform_key_not_found */
export async function deletePlatformKey(deps: { db: Db }, platformId: string, keyId: string): Promise<null> {
  await updatePlatformKey(deps, platformId, keyId, { active: false })
  return null
}

/** @throws Problem platform_key_not_found */
export async function rotatePlatformKey(deps: { db: Db; now: Clock; seal: Seal }, platformId: string, keyId: string) {
  const { mode } = await getKey(deps.db, platformId, keyId)
  const secretKey = `svp_${mode}_sk_${newSecret()}`
  const until = after(deps.now(), FORMER_SECRET_MS)
  await replaceSecret(deps.db, keyId, deps.seal.close(secretKey, keyId), until)
  return { keyId, mode, secretKey, webhookSecret: webhookSecret(secretKey), formerSecretUntil: until.toISOString() }
}
