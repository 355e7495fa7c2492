import { differences, type Recorder } from '../../audit/index.ts'
import type { Mode } from '../../core/caller.ts'
import { newId, newSecret } from '../../core/id.ts'
import { after, type Clock, DAY_MS } from '../../core/time.ts'
import type { Db, Tx } from '../../platform/db/client.ts'
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

const targetOf = ({ id, name }: Pick<Platform, 'id' | 'name'>) => ({ kind: 'platform', id, name })
const keyTarget = ({ keyId, apiKeyStart }: Pick<PlatformKey, 'keyId' | 'apiKeyStart'>) => ({
  kind: 'platform key',
  id: keyId,
  name: `${apiKeyStart}…`,
})

export async function createPlatform(deps: { db: Db; now: Clock; record: Recorder }, name: string) {
  const platform = { id: newId('plt'), name: name.trim(), createdAt: deps.now() }
  await deps.db.transaction().execute(async (tx) => {
    await insertPlatform(tx, platform.id, platform.name, platform.createdAt)
    await deps.record(tx, { action: 'createPlatform', target: targetOf(platform) })
  })
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
export async function deletePlatform(deps: { db: Db; now: Clock; record: Recorder }, id: string): Promise<null> {
  await deps.db.transaction().execute(async (tx) => {
    const platform = await findPlatform(tx, id)
    if (!platform || !(await endPlatform(tx, id, deps.now()))) throw problems.platform_not_found()
    await deps.record(tx, { action: 'deletePlatform', target: targetOf(platform) })
  })
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
export async function createPlatformKey(
  deps: { db: Db; now: Clock; seal: Seal; record: Recorder },
  platformId: string,
  wanted: NewPlatformKey,
) {
  const { mode } = wanted
  const keyId = newId('key')
  const apiKey = `svp_${mode}_${newSecret()}`
  const secretKey = `svp_${mode}_sk_${newSecret()}`
  const key = {
    keyId,
    platformId,
    mode,
    apiKeyHash: sha256(apiKey),
    apiKeyStart: apiKey.slice(0, START_LENGTH),
    secretSealed: deps.seal.close(secretKey, keyId),
    requireReviewerCode: wanted.requireReviewerCode ?? true,
    creditLimit: wanted.creditLimit ?? null,
  }
  await deps.db.transaction().execute(async (tx) => {
    const platform = await findPlatform(tx, platformId)
    if (!platform) throw problems.platform_not_found()
    await insertKeyRow(tx, key, deps.now())
    await deps.record(tx, { action: 'createPlatformKey', target: keyTarget(key), detail: { ...wanted, platform: platform.name } })
  })
  return { keyId, mode, apiKey, secretKey, webhookSecret: webhookSecret(secretKey) }
}

async function getKey(db: Db, platformId: string, keyId: string): Promise<PlatformKey> {
  const key = await findKey(db, platformId, keyId)
  if (!key) throw problems.platform_key_not_found()
  return key
}

/** @throws Problem platform_key_not_found */
export async function updatePlatformKey(deps: { db: Db; record: Recorder }, platformId: string, keyId: string, change: KeyChange) {
  await deps.db.transaction().execute((tx) => changeKey(deps, tx, 'updatePlatformKey', platformId, keyId, change))
  return presentKey(await getKey(deps.db, platformId, keyId))
}

/** @throws Problem platform_key_not_found */
export async function deletePlatformKey(deps: { db: Db; record: Recorder }, platformId: string, keyId: string): Promise<null> {
  await deps.db.transaction().execute((tx) => changeKey(deps, tx, 'deletePlatformKey', platformId, keyId, { active: false }))
  return null
}

async function changeKey(deps: { record: Recorder }, tx: Tx, action: string, platformId: string, keyId: string, change: KeyChange) {
  const before = await getKey(tx, platformId, keyId)
  await updateKeyRow(tx, platformId, keyId, change)
  await deps.record(tx, { action, target: keyTarget(before), detail: differences({ ...before }, { ...change }) })
}

/** @throws Problem platform_key_not_found */
export async function rotatePlatformKey(deps: { db: Db; now: Clock; seal: Seal; record: Recorder }, platformId: string, keyId: string) {
  const key = await getKey(deps.db, platformId, keyId)
  const { mode } = key
  const secretKey = `svp_${mode}_sk_${newSecret()}`
  const until = after(deps.now(), FORMER_SECRET_MS)
  await deps.db.transaction().execute(async (tx) => {
    await replaceSecret(tx, keyId, deps.seal.close(secretKey, keyId), until)
    await deps.record(tx, { action: 'rotatePlatformKey', target: keyTarget(key), detail: { bothUntil: until } })
  })
  return { keyId, mode, secretKey, webhookSecret: webhookSecret(secretKey), formerSecretUntil: until.toISOString() }
}
