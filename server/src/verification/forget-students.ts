import { forgetAbout } from '../delivery/index.ts'
import { forgetIssuedTo } from '../issuing/index.ts'
import type { Tx } from '../platform/db/client.ts'
import type { Mailer } from '../platform/mail/mailer.ts'
import type { SessionCache } from './session-cache.ts'
import { deleteStudents, listForgettable } from './store/forget.ts'

/**
 * Forgets whoever has one of these addresses, or started it as this person, on every platform and in both modes: verifications, answers, badges, what reviewers were
 * mailed and what webhooks said.
 *
 * @param addresses folded
 */
export async function forgetStudents(
  { cache, mailer }: { cache: SessionCache; mailer: Pick<Mailer, 'forget'> },
  tx: Tx,
  { personId, addresses }: { personId: string; addresses: readonly string[] },
): Promise<void> {
  const found = await listForgettable(tx, personId, addresses)
  const students = [...new Set(found.map(({ studentId }) => studentId))]
  const mails = found.flatMap(({ verificationId, name, reviewers }) =>
    reviewers.map((to) => ({ to, words: [verificationId ?? '', name, ...addresses] })),
  )
  await forgetAbout({ mailer }, tx, students, mails)
  await forgetIssuedTo(tx, students)
  await cache.forget(found.flatMap(({ verificationId }) => (verificationId === null ? [] : [verificationId])))
  await deleteStudents(tx, students)
}
