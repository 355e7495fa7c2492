import type { Mode } from '../../core/caller.ts'
import { anyOf, askedTogether } from '../../platform/db/asked-together.ts'
import type { Db, Tx } from '../../platform/db/client.ts'

export interface Platform {
  id: string
  name: string
  createdAt: Date
}

export interface PlatformKey {
  keyId: string
  platformId: string
  mode: Mode
  apiKeyStart: string
  active: boolean
  requireReviewerCode: boolean
  creditLimit: number | null
  creditsUsed: number
  verifiedProfiles: number
  createdAt: Date
}

/** Those the operator made; the server's own is none of them. */
const platforms = (db: Db) =>
  db.selectFrom('platforms').select(['id', 'name', 'created_at as createdAt']).where('ended_at', 'is', null).where('built_in', '=', false)

export const listPlatformRows = (db: Db): Promise<Platform[]> => platforms(db).orderBy('created_at').orderBy('id').execute()

export const findPlatform = (db: Db, id: string): Promise<Platform | undefined> => platforms(db).where('id', '=', id).executeTakeFirst()

/** Also an ended one: badges still name it. */
export const findPlatformName = async (db: Db, id: string): Promise<string | undefined> =>
  (await db.selectFrom('platforms').select('name').where('id', '=', id).executeTakeFirst())?.name

export async function insertPlatform(db: Db, id: string, name: string, now: Date): Promise<void> {
  await db.insertInto('platforms').values({ id, name, created_at: now }).execute()
}

export interface BuiltIn {
  platformId: string
  keyId: string
}

export const findBuiltIn = (db: Db): Promise<BuiltIn | undefined> =>
  db
    .selectFrom('platforms')
    .innerJoin('platform_keys', 'platform_keys.platform_id', 'platforms.id')
    .select(['platforms.id as platformId', 'platform_keys.id as keyId'])
    .where('built_in', '=', true)
    .executeTakeFirst()

/** @returns false when it is there already; `one_platform_is_built_in` decides a race */
export async function insertBuiltInPlatform(tx: Tx, id: string, name: string, now: Date): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await tx
    .insertInto('platforms')
    .values({ id, name, built_in: true, created_at: now })
    .onConflict((conflict) => conflict.column('built_in').where('built_in', '=', true).doNothing())
    .executeTakeFirst()
  return (numInsertedOrUpdatedRows ?? 0n) > 0n
}

/** Ends a platform and switches its keys off. @returns false when there is none */
export async function endPlatform(tx: Tx, id: string, now: Date): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('platforms')
    .set({ ended_at: now })
    .where('id', '=', id)
    .where('ended_at', 'is', null)
    .executeTakeFirst()
  await tx.updateTable('platform_keys').set({ active: false }).where('platform_id', '=', id).execute()
  return numUpdatedRows > 0n
}

const keys = (db: Db) =>
  db
    .selectFrom('platform_keys')
    .innerJoin('platforms', 'platforms.id', 'platform_keys.platform_id')
    .select([
      'platform_keys.id as keyId',
      'platform_id as platformId',
      'mode',
      'api_key_start as apiKeyStart',
      'active',
      'require_reviewer_code as requireReviewerCode',
      'credit_limit as creditLimit',
      'credits_used as creditsUsed',
      'verified_profiles as verifiedProfiles',
      'platform_keys.created_at as createdAt',
    ])
    .where('platforms.ended_at', 'is', null)

export const listKeyRows = async (db: Db, platformIds: readonly string[]): Promise<PlatformKey[]> =>
  platformIds.length === 0
    ? []
    : ((await keys(db)
        .where('platform_id', 'in', platformIds)
        .orderBy('platform_keys.created_at')
        .orderBy('platform_keys.id')
        .execute()) as PlatformKey[])

export const findKey = async (db: Db, platformId: string, keyId: string): Promise<PlatformKey | undefined> =>
  (await keys(db)
    .where('platform_id', '=', platformId)
    .where('platform_keys.id', '=', keyId)
    .where('built_in', '=', false)
    .executeTakeFirst()) as PlatformKey | undefined

const activeKeys = askedTogether(async (db, apiKeyHashes) => {
  const rows = await keys(db).select('api_key_hash').where('api_key_hash', '=', anyOf(apiKeyHashes)).where('active', '=', true).execute()
  return new Map(rows.map(({ api_key_hash, ...key }) => [api_key_hash, key as PlatformKey]))
})

/** The key an API key belongs to, while it is active. */
export const findActiveKey = (db: Db, apiKeyHash: string): Promise<PlatformKey | undefined> => activeKeys(db, apiKeyHash)

/** Settings and counters of a key by its id, also when it is switched off. */
export const findKeyById = async (db: Db, keyId: string): Promise<PlatformKey | undefined> =>
  (await keys(db).where('platform_keys.id', '=', keyId).executeTakeFirst()) as PlatformKey | undefined

export interface NewKey {
  keyId: string
  platformId: string
  mode: Mode
  apiKeyHash: string
  apiKeyStart: string
  secretSealed: string
  requireReviewerCode: boolean
  creditLimit: number | null
}

export async function insertKeyRow(db: Db, key: NewKey, now: Date): Promise<void> {
  await db
    .insertInto('platform_keys')
    .values({
      id: key.keyId,
      platform_id: key.platformId,
      mode: key.mode,
      api_key_hash: key.apiKeyHash,
      api_key_start: key.apiKeyStart,
      secret_sealed: key.secretSealed,
      require_reviewer_code: key.requireReviewerCode,
      credit_limit: key.creditLimit,
      created_at: now,
    })
    .execute()
}

export interface KeyChange {
  requireReviewerCode?: boolean
  creditLimit?: number | null
  active?: boolean
}

export async function updateKeyRow(db: Db, platformId: string, keyId: string, change: KeyChange): Promise<void> {
  const row = {
    ...(change.requireReviewerCode !== undefined && { require_reviewer_code: change.requireReviewerCode }),
    ...(change.creditLimit !== undefined && { credit_limit: change.creditLimit }),
    ...(change.active !== undefined && { active: change.active }),
  }
  if (Object.keys(row).length === 0) return
  await db.updateTable('platform_keys').set(row).where('platform_id', '=', platformId).where('id', '=', keyId).execute()
}

/** Puts a new secret in place; the one before stays until `until`. */
export async function replaceSecret(db: Db, keyId: string, secretSealed: string, until: Date): Promise<void> {
  await db
    .updateTable('platform_keys')
    .set((eb) => ({ former_secret_sealed: eb.ref('secret_sealed'), former_secret_until: until, secret_sealed: secretSealed }))
    .where('id', '=', keyId)
    .execute()
}

export interface SealedSecrets {
  secretSealed: string
  formerSecretSealed: string | null
  formerSecretUntil: Date | null
}

export const findSecrets = (db: Db, keyId: string): Promise<SealedSecrets | undefined> =>
  db
    .selectFrom('platform_keys')
    .select(['secret_sealed as secretSealed', 'former_secret_sealed as formerSecretSealed', 'former_secret_until as formerSecretUntil'])
    .where('id', '=', keyId)
    .executeTakeFirst()

/** Counts one credit while the limit allows it. @returns false when none is left */
export async function useCredit(tx: Tx, keyId: string): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('platform_keys')
    .set((eb) => ({ credits_used: eb('credits_used', '+', 1) }))
    .where('id', '=', keyId)
    .where((eb) => eb.or([eb('credit_limit', 'is', null), eb('credits_used', '<', eb.ref('credit_limit'))]))
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

export async function countVerifiedProfile(tx: Tx, keyId: string): Promise<void> {
  await tx
    .updateTable('platform_keys')
    .set((eb) => ({ verified_profiles: eb('verified_profiles', '+', 1) }))
    .where('id', '=', keyId)
    .execute()
}

/**
 * A platform in the place of a sender, for what is issued on its account: a row without key or scopes, ended from the start, so that
 * it can do nothing and only names who sent something.
 */
export async function platformAsSender(tx: Tx, platformId: string, now: Date): Promise<{ id: string; name: string }> {
  const id = `prt_${platformId}`
  const name = (await findPlatformName(tx, platformId)) ?? ''
  await tx
    .insertInto('partners')
    .values({ id, name, slug: id, mode: 'live', client_id: `platform:${platformId}`, scopes: [], created_at: now, ended_at: now })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  return { id, name }
}
