import { sql } from 'kysely'
import { containing } from '../../core/search.ts'
import type { Db, Tx } from '../../platform/db/client.ts'
import { countOf } from '../../platform/db/count-of.ts'
import type { Landing } from '../landing.ts'

export interface Issuer {
  id: string
  name: string
  domain: string | null
  keys: (string | Record<string, unknown>)[]
  landing: (Landing & { logo?: string | null }) | null
  logoImage: string | null
  updatedAt: Date
}

const columns = ['id', 'name', 'domain', 'keys', 'landing', 'logo_image as logoImage', 'updated_at as updatedAt'] as const
const issuers = (db: Db) => db.selectFrom('issuers').select(columns)

export const findIssuer = async (db: Db, id: string): Promise<Issuer | undefined> =>
  (await issuers(db).where('id', '=', id).executeTakeFirst()) as Issuer | undefined

export const listAllIssuers = async (db: Db): Promise<Issuer[]> => (await issuers(db).orderBy('name').orderBy('id').execute()) as Issuer[]

export async function searchIssuers(
  db: Db,
  { words, limit, offset }: { words: readonly string[]; limit: number; offset: number },
): Promise<{ issuers: Issuer[]; total: number }> {
  let found = db.selectFrom('issuers')
  for (const word of words) found = found.where(sql<boolean>`concat_ws(' ', id, name, domain) ilike ${containing(word)}`)
  const rows = await found.select(columns).orderBy('name').orderBy('id').limit(limit).offset(offset).execute()
  return { issuers: rows as Issuer[], total: await countOf(found) }
}

export async function putIssuerRow(tx: Tx, { id, name, domain, keys, landing, logoImage, updatedAt }: Issuer): Promise<void> {
  const row = {
    name,
    domain,
    keys: JSON.stringify(keys),
    landing: landing === null ? null : JSON.stringify(landing),
    logo_image: logoImage,
    updated_at: updatedAt,
  }
  await tx
    .insertInto('issuers')
    .values({ id, ...row })
    .onConflict((conflict) => conflict.column('id').doUpdateSet(row))
    .execute()
}

export async function deleteIssuers(tx: Tx, ids: readonly string[]): Promise<void> {
  if (ids.length > 0) await sql`delete from issuers where id = any(${ids}::text[])`.execute(tx)
}

/** Whoever changes the registry waits here for the one before. */
export async function countChange(tx: Tx): Promise<void> {
  await sql`update issuer_registry set version = version + 1 where one = 1`.execute(tx)
}

export const findVersion = async (db: Db): Promise<string> =>
  String((await db.selectFrom('issuer_registry').select('version').where('one', '=', 1).executeTakeFirstOrThrow()).version)
