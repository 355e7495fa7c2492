import { findPerson } from '../accounts/index.ts'
import type { Db } from '../platform/db/client.ts'

/** Where to write to a person: the address they proved first. */
export const emailOf = async (db: Db, personId: string): Promise<string | undefined> => (await findPerson(db, personId))?.emails[0]
