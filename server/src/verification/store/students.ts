import type { Mode } from '../../core/caller.ts'
import { newId } from '../../core/id.ts'
import type { Db, Tx } from '../../platform/db/client.ts'

export interface Owner {
  platformId: string
  mode: Mode
}

export interface Contact {
  name: string
  email: string
  emailKey: string
  phone: string
}

export interface Student extends Contact, Owner {
  id: string
}

const students = (db: Db) =>
  db.selectFrom('students').select(['id', 'platform_id as platformId', 'mode', 'name', 'email', 'email_key as emailKey', 'phone'])

export const findStudent = async (db: Db, id: string): Promise<Student | undefined> =>
  (await students(db).where('id', '=', id).executeTakeFirst()) as Student | undefined

async function findByContact(tx: Tx, { platformId, mode }: Owner, { emailKey, phone }: Contact): Promise<Student | undefined> {
  const own = students(tx).where('platform_id', '=', platformId).where('mode', '=', mode)
  const byEmail = emailKey === '' ? undefined : await own.where('email_key', '=', emailKey).executeTakeFirst()
  if (byEmail) return byEmail as Student
  if (phone === '') return undefined
  // a number never leads to somebody who has an address of their own
  return (await own.where('email_key', '=', '').where('phone', '=', phone).executeTakeFirst()) as Student | undefined
}

/** The person with this address, else with this number, else a new one. @see facts 2.1 */
export async function studentAt(tx: Tx, owner: Owner, contact: Contact, now: Date): Promise<string> {
  const known = await findByContact(tx, owner, contact)
  if (known) {
    if (known.emailKey === '' && contact.emailKey !== '')
      await tx.updateTable('students').set({ email: contact.email, email_key: contact.emailKey }).where('id', '=', known.id).execute()
    return known.id
  }
  const { platformId, mode } = owner
  const id = newId(`usr_${mode}`)
  const { name, email, emailKey: email_key, phone } = contact
  const row = { id, platform_id: platformId, mode, name, email, email_key, phone, created_at: now }
  const made = await tx
    .insertInto('students')
    .values(row)
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst()
  // another init made the same person between the two statements
  return made?.id ?? (await findByContact(tx, owner, contact))!.id
}

/** Gives a person another address, where this is their only verification and nobody has the address. @returns true when it was done */
export async function moveStudent(tx: Tx, id: string, email: string, emailKey: string): Promise<boolean> {
  const { count } = await tx
    .selectFrom('verifications')
    .select((eb) => eb.fn.countAll<string>().as('count'))
    .where('student_id', '=', id)
    .executeTakeFirstOrThrow()
  if (Number(count) > 1) return false
  const taken = await tx
    .selectFrom('students as other')
    .innerJoin('students as own', (join) =>
      join.onRef('own.platform_id', '=', 'other.platform_id').onRef('own.mode', '=', 'other.mode').on('own.id', '=', id),
    )
    .select('other.id')
    .where('other.email_key', '=', emailKey)
    .executeTakeFirst()
  if (taken) return taken.id === id
  await tx.updateTable('students').set({ email, email_key: emailKey }).where('id', '=', id).execute()
  return true
}
