import type { Mode } from '../core/caller.ts'
import { newId } from '../core/id.ts'
import { after, type Clock, DAY_MS } from '../core/time.ts'
import type { Db, Tx } from '../platform/db/client.ts'
import type { Jobs } from '../platform/jobs/jobs.ts'
import { type Mailer, wasRefused } from '../platform/mail/mailer.ts'
import type { MailBody } from './mail-text.ts'
import { countMails, findMail, insertMail, lockMails, markHandedOver, markMail, markMailAttempt } from './store.ts'

export const MAIL_QUEUE = 'mail'
const TRIES = 6
/** A sender that died, or a mail server that did not answer, leaves open whether a mail went out. */
const MOST_COPIES = 3

export interface MailPolicy {
  mode: 'send' | 'allowlist' | 'capture'
  allowlist: readonly string[]
}

/** Why a mail is kept instead of sent; test mode, capture mode, or an address not on the list. @see CredentialConnect spec, "Mail" */
export function mailIsCaptured(policy: MailPolicy, mode: Mode, to: string): boolean {
  if (mode === 'test' || policy.mode === 'capture') return true
  if (policy.mode === 'send') return false
  const address = to.toLowerCase()
  const domain = address.slice(address.lastIndexOf('@') + 1)
  return !policy.allowlist.some((allowed) => allowed === address || allowed.replace(/^@/, '') === domain)
}

export interface Letter extends MailBody {
  to: string
  purpose: string
  mode: Mode
  subject: string
}

/** What others cause by what they send, as often as they like; it all waits on the person's pages too. */
const NEWS = new Set(['new-credentials', 'updated', 'withdrawn', 'lost'])
const NEWS_A_DAY = 5

/** News fills nobody's mailbox: five mails a day an address and purpose. @see reliability T22 */
async function isNewsTooMany(tx: Tx, { to, purpose }: Letter, now: Date): Promise<boolean> {
  if (!NEWS.has(purpose)) return false
  await lockMails(tx, to, purpose)
  return (await countMails(tx, to, purpose, after(now, -DAY_MS))) >= NEWS_A_DAY
}

/**
 * Writes a mail in the caller's transaction: no mail for what is rolled back, none lost for what is committed. News to several people is
 * written in the order of their ids, so that two who write it to the same people wait for each other instead of both for ever.
 */
export async function enqueueMail(deps: { jobs: Jobs; now: Clock }, tx: Tx, letter: Letter): Promise<void> {
  if (await isNewsTooMany(tx, letter, deps.now())) return
  const id = newId('mail')
  await insertMail(tx, { ...letter, subject: letter.subject.replace(/[\p{C}\s]+/gu, ' ').slice(0, 200), id }, deps.now())
  await deps.jobs.send(tx, MAIL_QUEUE, { mailId: id })
}

/**
 * Sends what was enqueued; a failure is tried again with growing pauses, then the mail is marked failed.
 *
 * @see reliability D7: at least once, at most 3 copies
 */
export async function deliverMail(
  deps: { db: Db; mailer: Mailer; policy: MailPolicy; now: Clock },
  { mailId }: { mailId: string },
  attempt: number,
): Promise<void> {
  const mail = await findMail(deps.db, mailId)
  if (mail?.state !== 'pending') return
  if (mailIsCaptured(deps.policy, mail.mode as Mode, mail.to_address)) return markMail(deps.db, mailId, 'captured', deps.now(), false)
  if (!deps.mailer.kept && !(await markHandedOver(deps.db, mailId, MOST_COPIES)))
    return markMail(deps.db, mailId, 'failed', deps.now(), true)
  try {
    await deps.mailer.send({ id: mail.id, to: mail.to_address, subject: mail.subject, text: mail.body_text, html: mail.body_html })
  } catch (error) {
    await markMailAttempt(deps.db, mailId, String(error), !deps.mailer.kept && wasRefused(error))
    // what never arrived needs no reader either: its codes and links end with it
    if (attempt > TRIES) await markMail(deps.db, mailId, 'failed', deps.now(), true)
    throw error
  }
  await markMail(deps.db, mailId, deps.mailer.kept ? 'kept' : 'sent', deps.now(), !deps.mailer.kept)
}

export const startMailDelivery = (deps: Parameters<typeof deliverMail>[0] & { jobs: Jobs }): Promise<void> =>
  deps.jobs.work<{ mailId: string }>(MAIL_QUEUE, { retries: TRIES, firstRetrySeconds: 30, timeoutSeconds: 45 }, (data, attempt) =>
    deliverMail(deps, data, attempt),
  )
