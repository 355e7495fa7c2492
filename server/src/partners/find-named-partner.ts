import type { Db } from '../platform/db/client.ts'
import { shortName } from './rules.ts'
import { findPartnerBySlug, type Partner } from './store.ts'

/** The partner an address names: by its short name, or by its name as people write it. @see CredentialConnect spec, "Claim" */
export async function findNamedPartner(db: Db, name: string): Promise<Partner | undefined> {
  const short = shortName(name)
  return (await findPartnerBySlug(db, name)) ?? (short === '' || short === name ? undefined : await findPartnerBySlug(db, short))
}
