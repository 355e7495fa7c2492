import { sql } from 'kysely'
import type { Tx } from '../../platform/db/client.ts'

/** Mails to somebody else: by a word of their subject or text that only they can have. */
export interface AboutSomebody {
  to: string
  words: readonly string[]
}

export async function deleteMailsTo(tx: Tx, addresses: readonly string[]): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`delete from mails where lower(to_address) = any(${addresses}::text[]) returning id`.execute(tx)
  return rows.map(({ id }) => id)
}

export async function deleteMailsAbout(tx: Tx, { to, words }: AboutSomebody): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`delete from mails m where lower(to_address) = lower(${to})
      and exists (select from unnest(${words.filter(Boolean)}::text[]) as w (word) where position(w.word in m.subject || ' ' || m.body_text) > 0)
    returning id`.execute(tx)
  return rows.map(({ id }) => id)
}

export async function deleteDeliveriesAbout(tx: Tx, subjects: readonly string[]): Promise<void> {
  if (subjects.length > 0)
    await tx
      .deleteFrom('deliveries')
      .where('subject', 'in', [...subjects])
      .execute()
}
