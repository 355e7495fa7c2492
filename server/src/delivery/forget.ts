import type { Tx } from '../platform/db/client.ts'
import type { Mailer } from '../platform/mail/mailer.ts'
import { type AboutSomebody, deleteDeliveriesAbout, deleteMailsAbout, deleteMailsTo } from './store/forget.ts'

/** Deletes every mail to these addresses, sent or waiting, and the files of those that were kept. */
export async function forgetMailsTo({ mailer }: { mailer: Pick<Mailer, 'forget'> }, tx: Tx, addresses: readonly string[]): Promise<void> {
  await mailer.forget(await deleteMailsTo(tx, addresses))
}

/** Deletes mails to others that speak of somebody, and what webhooks said of them. @param subjects `recordUserId`s */
export async function forgetAbout(
  { mailer }: { mailer: Pick<Mailer, 'forget'> },
  tx: Tx,
  subjects: readonly string[],
  mails: readonly AboutSomebody[],
): Promise<void> {
  for (const mail of mails) await mailer.forget(await deleteMailsAbout(tx, mail))
  await deleteDeliveriesAbout(tx, subjects)
}
