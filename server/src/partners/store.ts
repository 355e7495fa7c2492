import { sql } from 'kysely'
import type { Mode } from '../core/caller.ts'
import { after } from '../core/time.ts'
import type { Section } from '../core/words.ts'
import { anyOf, askedTogether } from '../platform/db/asked-together.ts'
import type { Db, Tx } from '../platform/db/client.ts'
import { guarded } from '../platform/db/constraint.ts'
import type { Landing } from './landing.ts'
import { problems } from './problems.ts'
import { carriesScope, TOKEN_IDLE_MS, TOKEN_LIFETIME_MS } from './rules.ts'

export type Scope = 'delete' | 'readonly' | 'replace'

export interface PartnerSettings {
  scopes: Scope[]
  issuerIds: string[]
  importUrl: string | null
  logo: string | null
  landing: Landing | null
  typeOverrides: Record<string, Section>
  matchUpdatesBy: 'assertion' | 'recipient-and-achievement'
  claimEmailCheck: boolean
  findMyResume: boolean
}

export interface Partner extends PartnerSettings {
  id: string
  name: string
  slug: string
  mode: Mode
  clientId: string
  /** the picture people see */
  logoImage: string | null
  createdAt: Date
}

const columns = [
  'id',
  'name',
  'slug',
  'mode',
  'client_id as clientId',
  'scopes',
  'issuer_ids as issuerIds',
  'import_url as importUrl',
  'logo',
  'logo_image as logoImage',
  'landing',
  'type_overrides as typeOverrides',
  'match_updates_by as matchUpdatesBy',
  'claim_email_check as claimEmailCheck',
  'find_my_resume as findMyResume',
  'created_at as createdAt',
] as const

const MAX_SHOWN = 200

const living = (db: Db) => db.selectFrom('partners').select(columns).where('ended_at', 'is', null)

export const findPartner = async (db: Db, id: string): Promise<Partner | undefined> =>
  (await living(db).where('id', '=', id).executeTakeFirst()) as Partner | undefined

export const findPartnerBySlug = async (db: Db, slug: string): Promise<Partner | undefined> =>
  (await living(db).where(sql`lower(slug)`, '=', slug.toLowerCase()).executeTakeFirst()) as Partner | undefined

/** What people import themselves comes from no partner; it has a row here because every credential has a sender. @returns its id */
export async function selfAsSender(tx: Tx, now: Date): Promise<string> {
  const id = 'prt_self'
  await tx
    .insertInto('partners')
    .values({ id, name: '', slug: id, mode: 'live', client_id: 'self', scopes: [], created_at: now, ended_at: now })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  return id
}

/** Also an ended one: what people hold still names its sender. */
export const findPartnerName = (db: Db, id: string) =>
  db.selectFrom('partners').select(['name', 'slug', 'logo_image as logo']).where('id', '=', id).executeTakeFirst()

export const listPartners = async (db: Db): Promise<Partner[]> =>
  (await living(db).orderBy('created_at').orderBy('id').execute()) as Partner[]

/** Whom people see on the import page: an address to go to, and not a test. */
export const listImportPartners = (db: Db) =>
  db
    .selectFrom('partners')
    .select(['name', 'slug', 'logo_image as logo'])
    .where('ended_at', 'is', null)
    .where('import_url', 'is not', null)
    .where('mode', '=', 'live')
    .orderBy(sql`lower(name)`)
    .orderBy('id')
    .limit(MAX_SHOWN)
    .execute()

/** The partner an issuer id is routed to, `preferred` before others; one that has ended routes nothing. */
export const findPartnerOfIssuer = async (db: Db, issuerId: string, mode: Mode, preferred: string): Promise<Partner | undefined> =>
  (await living(db)
    .where('mode', '=', mode)
    .where(sql<boolean>`issuer_ids @> array[${issuerId}]::text[]`)
    .where('landing', 'is not', null)
    .orderBy(sql`id = ${preferred}`, 'desc')
    .orderBy('created_at')
    .limit(1)
    .executeTakeFirst()) as Partner | undefined

export type PartnerChange = Partial<PartnerSettings> & { name?: string; slug?: string; mode?: Mode; logoImage?: string | null }

const rowOf = (settings: PartnerChange) => ({
  ...(settings.name !== undefined && { name: settings.name }),
  ...(settings.slug !== undefined && { slug: settings.slug }),
  ...(settings.mode !== undefined && { mode: settings.mode }),
  ...(settings.scopes !== undefined && { scopes: settings.scopes }),
  ...(settings.issuerIds !== undefined && { issuer_ids: settings.issuerIds }),
  ...(settings.importUrl !== undefined && { import_url: settings.importUrl }),
  ...(settings.logo !== undefined && { logo: settings.logo }),
  ...(settings.logoImage !== undefined && { logo_image: settings.logoImage }),
  ...(settings.landing !== undefined && { landing: settings.landing === null ? null : JSON.stringify(settings.landing) }),
  ...(settings.typeOverrides !== undefined && { type_overrides: JSON.stringify(settings.typeOverrides) }),
  ...(settings.matchUpdatesBy !== undefined && { match_updates_by: settings.matchUpdatesBy }),
  ...(settings.claimEmailCheck !== undefined && { claim_email_check: settings.claimEmailCheck }),
  ...(settings.findMyResume !== undefined && { find_my_resume: settings.findMyResume }),
})

export async function insertPartner(
  tx: Tx,
  partner: { id: string; name: string; slug: string; mode: Mode; clientId: string; scopes: string[] } & PartnerChange,
  now: Date,
): Promise<void> {
  const { id, name, slug, mode, clientId, scopes } = partner
  const row = { ...rowOf(partner), id, name, slug, mode, client_id: clientId, scopes, created_at: now }
  await guarded(tx.insertInto('partners').values(row).execute(), { partner_slug_is_unique: () => problems.partner_slug_taken({ slug }) })
}

export async function updatePartnerRow(tx: Tx, id: string, change: PartnerChange): Promise<boolean> {
  const row = rowOf(change)
  if (Object.keys(row).length === 0) return (await findPartner(tx, id)) !== undefined
  const update = tx.updateTable('partners').set(row).where('id', '=', id).where('ended_at', 'is', null).executeTakeFirst()
  const { numUpdatedRows } = await guarded(update, {
    partner_slug_is_unique: () => problems.partner_slug_taken({ slug: change.slug ?? '' }),
  })
  return numUpdatedRows > 0n
}

/** Ends a partner: its keys go, and its tokens with them. */
export async function endPartner(tx: Tx, id: string, now: Date): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('partners')
    .set({ ended_at: now })
    .where('id', '=', id)
    .where('ended_at', 'is', null)
    .executeTakeFirst()
  await tx.deleteFrom('partner_keys').where('partner_id', '=', id).execute()
  return numUpdatedRows > 0n
}

export async function insertKey(tx: Tx, partnerId: string, keyHash: string, now: Date): Promise<void> {
  await tx.insertInto('partner_keys').values({ partner_id: partnerId, key_hash: keyHash, created_at: now }).execute()
}

/** Ends the keys there are: at once (their tokens go with them), or at an instant. */
export async function endKeys(tx: Tx, partnerId: string, endsAt: Date | undefined): Promise<void> {
  if (endsAt === undefined) {
    await tx.deleteFrom('partner_keys').where('partner_id', '=', partnerId).execute()
    return
  }
  await tx
    .updateTable('partner_keys')
    .set({ ends_at: sql<Date>`least(coalesce(ends_at, ${endsAt}), ${endsAt})` })
    .where('partner_id', '=', partnerId)
    .execute()
}

export async function findClient(
  db: Db,
  clientId: string,
  now: Date,
): Promise<{ partnerId: string; scopes: string[]; keyHashes: string[] } | undefined> {
  const rows = await db
    .selectFrom('partners')
    .leftJoin('partner_keys', (join) =>
      join.onRef('partner_keys.partner_id', '=', 'partners.id').on((eb) => eb.or([eb('ends_at', 'is', null), eb('ends_at', '>', now)])),
    )
    .select(['partners.id', 'partners.scopes', 'partner_keys.key_hash'])
    .where('client_id', '=', clientId)
    .where('ended_at', 'is', null)
    .execute()
  const [first] = rows
  return first && { partnerId: first.id, scopes: first.scopes, keyHashes: rows.flatMap(({ key_hash }) => (key_hash ? [key_hash] : [])) }
}

export async function insertToken(
  tx: Tx,
  token: { tokenHash: string; partnerId: string; keyHash: string; scopes: string[] },
  now: Date,
): Promise<void> {
  await tx
    .insertInto('access_tokens')
    .values({
      token_hash: token.tokenHash,
      partner_id: token.partnerId,
      key_hash: token.keyHash,
      scopes: token.scopes,
      issued_at: now,
      last_used_at: now,
    })
    .execute()
}

export interface TokenRow {
  partnerId: string
  mode: Mode
  scopes: string[]
  issuedAt: Date
  lastUsedAt: Date
}

const tokens = askedTogether(async (db, tokenHashes) => {
  const rows = await db
    .selectFrom('access_tokens')
    .innerJoin('partners', 'partners.id', 'access_tokens.partner_id')
    .innerJoin('partner_keys', 'partner_keys.key_hash', 'access_tokens.key_hash')
    .select([
      'access_tokens.token_hash as tokenHash',
      'partners.id as partnerId',
      'partners.mode',
      'access_tokens.scopes',
      'partners.scopes as allowed',
      'issued_at as issuedAt',
      'last_used_at as lastUsedAt',
      'partner_keys.ends_at as keyEndsAt',
    ])
    .where('access_tokens.token_hash', '=', anyOf(tokenHashes))
    .where('partners.ended_at', 'is', null)
    .execute()
  return new Map(rows.map(({ tokenHash, ...row }) => [tokenHash, row]))
})

export async function findToken(db: Db, tokenHash: string, now: Date): Promise<TokenRow | undefined> {
  const row = await tokens(db, tokenHash)
  if (!row || (row.keyEndsAt && row.keyEndsAt <= now)) return undefined
  const { partnerId, mode, scopes, allowed, issuedAt, lastUsedAt } = row
  // scopes taken from the partner later end at once
  return { partnerId, mode: mode as Mode, scopes: scopes.filter((scope) => carriesScope(allowed, scope)), issuedAt, lastUsedAt }
}

export async function touchToken(db: Db, tokenHash: string, now: Date): Promise<void> {
  await db.updateTable('access_tokens').set({ last_used_at: now }).where('token_hash', '=', tokenHash).execute()
}

/** Tokens nobody can use any more. */
export async function deleteDeadTokens(db: Db, now: Date): Promise<void> {
  await db
    .deleteFrom('access_tokens')
    .where((eb) => eb.or([eb('issued_at', '<', after(now, -TOKEN_LIFETIME_MS)), eb('last_used_at', '<', after(now, -TOKEN_IDLE_MS))]))
    .execute()
}

/** Adds one override (an answered alert). */
/** Takes the place of whatever the type had, in any case. */
export async function insertTypeOverride(tx: Tx, partnerId: string, achievementType: string, section: Section): Promise<void> {
  await tx
    .updateTable('partners')
    .set({
      type_overrides: sql`type_overrides - array(select type from jsonb_object_keys(type_overrides) as type where lower(trim(type)) = lower(trim(${achievementType})))
        || ${JSON.stringify({ [achievementType]: section })}::jsonb`,
    })
    .where('id', '=', partnerId)
    .execute()
}
