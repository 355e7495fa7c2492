import { sql } from 'kysely'
import type { Db, Tx } from '../platform/db/client.ts'
import { guarded } from '../platform/db/constraint.ts'
import type { Place } from '../resume/index.ts'
import { problems } from './problems.ts'

export interface ShareSettings {
  slug: string
  label: string
  sections: Place[] | null
  expiresAt: Date | null
  passcodeHash: string | null
  emails: string[]
  downloadAllowed: boolean
  hideRaw: boolean
  isPublic: boolean
}

export interface ShareRow extends ShareSettings {
  id: string
  personId: string
  createdAt: Date
  updatedAt: Date
  revokedAt: Date | null
  views: number
  lastViewedAt: Date | null
}

const COLUMNS = [
  'id',
  'person_id as personId',
  'slug',
  'label',
  'sections',
  'expires_at as expiresAt',
  'passcode_hash as passcodeHash',
  'emails',
  'download_allowed as downloadAllowed',
  'hide_raw as hideRaw',
  'is_public as isPublic',
  'created_at as createdAt',
  'updated_at as updatedAt',
  'revoked_at as revokedAt',
  'views',
  'last_viewed_at as lastViewedAt',
] as const

/** Whether its owner asked for everything to be erased. */
const OWNER_LEAVES = sql<boolean>`exists (select 1 from people p where p.id = shares.person_id and p.erase_at is not null)`.as(
  'ownerLeaves',
)

/** A link, and whether it is closed because its owner leaves. */
export type OwnedShare = ShareRow & { ownerLeaves: boolean }

/** The race guard of "one name, one link". */
const one = <T>(work: Promise<T>): Promise<T> => guarded(work, { share_slug_is_one: problems.slug_taken })

const valuesOf = (settings: Partial<ShareSettings>) => ({
  ...(settings.slug !== undefined && { slug: settings.slug }),
  ...(settings.label !== undefined && { label: settings.label }),
  ...(settings.sections !== undefined && { sections: settings.sections }),
  ...(settings.expiresAt !== undefined && { expires_at: settings.expiresAt }),
  ...(settings.passcodeHash !== undefined && { passcode_hash: settings.passcodeHash }),
  ...(settings.emails !== undefined && { emails: settings.emails }),
  ...(settings.downloadAllowed !== undefined && { download_allowed: settings.downloadAllowed }),
  ...(settings.hideRaw !== undefined && { hide_raw: settings.hideRaw }),
  ...(settings.isPublic !== undefined && { is_public: settings.isPublic }),
})

export async function insertShare(tx: Tx, id: string, personId: string, settings: ShareSettings, now: Date): Promise<void> {
  const { slug, label, sections, expiresAt, passcodeHash, emails, downloadAllowed, hideRaw, isPublic } = settings
  await one(
    tx
      .insertInto('shares')
      .values({
        id,
        person_id: personId,
        slug,
        label,
        sections,
        expires_at: expiresAt,
        passcode_hash: passcodeHash,
        emails,
        download_allowed: downloadAllowed,
        hide_raw: hideRaw,
        is_public: isPublic,
        created_at: now,
        updated_at: now,
      })
      .execute(),
  )
}

export async function putShare(tx: Tx, id: string, settings: Partial<ShareSettings>, now: Date): Promise<void> {
  await one(
    tx
      .updateTable('shares')
      .set({ ...valuesOf(settings), revoked_at: null, updated_at: now })
      .where('id', '=', id)
      .execute(),
  )
}

/** @returns false when there is no such link, or it was revoked before */
export async function markRevoked(db: Db, personId: string, id: string, now: Date): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('shares')
    .set({ revoked_at: sql`coalesce(revoked_at, ${now})` })
    .where('id', '=', id)
    .where('person_id', '=', personId)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

export async function findShare(db: Db, personId: string, id: string): Promise<OwnedShare | undefined> {
  const row = await db
    .selectFrom('shares')
    .select(COLUMNS)
    .select(OWNER_LEAVES)
    .where('id', '=', id)
    .where('person_id', '=', personId)
    .executeTakeFirst()
  return row as OwnedShare | undefined
}

/** The row stays as it is until the transaction ends. */
export async function lockShare(tx: Tx, personId: string, id: string): Promise<ShareRow | undefined> {
  const row = await tx
    .selectFrom('shares')
    .select(COLUMNS)
    .where('id', '=', id)
    .where('person_id', '=', personId)
    .forUpdate()
    .executeTakeFirst()
  return row as ShareRow | undefined
}

export async function findShareBySlug(db: Db, slug: string): Promise<OwnedShare | undefined> {
  const row = await db.selectFrom('shares').select(COLUMNS).select(OWNER_LEAVES).where('slug', '=', slug).executeTakeFirst()
  return row as OwnedShare | undefined
}

export async function listLivingShares(db: Db, personId: string): Promise<ShareRow[]> {
  const rows = await db
    .selectFrom('shares')
    .select(COLUMNS)
    .where('person_id', '=', personId)
    .where('revoked_at', 'is', null)
    .orderBy('created_at', 'desc')
    .orderBy('id')
    .execute()
  return rows as ShareRow[]
}

/** Two links made at once are counted one after the other. */
export async function countLivingShares(tx: Tx, personId: string): Promise<number> {
  await tx.selectFrom('people').select('id').where('id', '=', personId).forUpdate().execute()
  const { count } = await tx
    .selectFrom('shares')
    .select(({ fn }) => fn.countAll<string>().as('count'))
    .where('person_id', '=', personId)
    .where('revoked_at', 'is', null)
    .executeTakeFirstOrThrow()
  return Number(count)
}

/** Adds what was seen since the last time, all links in one statement. */
export async function addViews(db: Db, views: readonly { id: string; views: number; at: Date }[]): Promise<void> {
  const seen = views.toSorted((a, b) => (a.id < b.id ? -1 : 1)).map(({ id, views: n, at }) => ({ id, n, at: at.toISOString() }))
  await sql`update shares s set views = s.views + v.n, last_viewed_at = greatest(s.last_viewed_at, v.at)
    from jsonb_to_recordset(${JSON.stringify(seen)}::jsonb) as v(id text, n integer, at timestamptz) where s.id = v.id`.execute(db)
}
