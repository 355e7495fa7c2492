import { parseMailbox } from '../../core/email.ts'
import { newId, newSecret } from '../../core/id.ts'
import { after, type Clock, DAY_MS } from '../../core/time.ts'
import { enqueueMail, MAIL_QUEUE } from '../../delivery/index.ts'
import { findPartner, type Partner } from '../../partners/index.ts'
import type { Db, Tx } from '../../platform/db/client.ts'
import type { Jobs } from '../../platform/jobs/jobs.ts'
import { sha256 } from '../../platform/secrets.ts'
import { foundMail, foundTakenMail } from '../mails.ts'
import { insertEnvelope } from '../store/envelopes.ts'
import { LINK_LIFETIME_MS } from '../upload-credentials.ts'
import { FIND_QUEUE, type FindJob } from './find-resume.ts'
import { isWanted } from './rules.ts'
import { countFound, type HeldEnvelope, listFreeCredentials, listHeldFor, lockAnswers, markFound } from './store.ts'

interface Deps {
  db: Db
  jobs: Jobs
  now: Clock
  baseUrl: string
}

/** @see reliability T22 */
const ANSWERS_A_DAY = 5

/** Looks for what a partner has sent for somebody, and writes to the address it was sent for: nowhere else, and not more than 5 times a day. */
export async function sendFound(deps: Deps, wanted: FindJob): Promise<void> {
  const partner = await findPartner(deps.db, wanted.partnerId)
  if (!partner?.findMyResume) return
  const sent = await deps.db.transaction().execute(async (tx) => {
    const held = (await listHeldFor(tx, partner, wanted, deps.now())).filter(({ recipient }) => isWanted(wanted, recipient))
    let mails = 0
    for (const recipientId of [...new Set(held.map((envelope) => envelope.recipientId))].sort()) {
      const own = held.filter((envelope) => envelope.recipientId === recipientId)
      if (await answer(deps, tx, partner, recipientId, own)) mails++
    }
    return mails
  })
  if (sent > 0) deps.jobs.wake(MAIL_QUEUE)
}

/** @param own newest first */
async function answer(deps: Deps, tx: Tx, partner: Partner, recipientId: string, own: readonly HeldEnvelope[]): Promise<boolean> {
  const recipient = own[0]!.recipient
  const mailbox = parseMailbox(recipient.email)
  const now = deps.now()
  if (!mailbox) return false
  await lockAnswers(tx, partner.id, recipientId)
  if ((await countFound(tx, partner.id, recipientId, after(now, -DAY_MS))) >= ANSWERS_A_DAY) return false
  const unclaimed = own.filter(({ claimed }) => !claimed).map(({ id }) => id)
  const waiting = await listFreeCredentials(tx, unclaimed)
  const token = newSecret()
  const id = newId('env')
  const envelope = {
    id,
    partnerId: partner.id,
    mode: partner.mode,
    tokenHash: sha256(token),
    recipient,
    recipientId,
    boundPersonId: null,
    createdAt: now,
    expiresAt: after(now, LINK_LIFETIME_MS),
  }
  await insertEnvelope(tx, envelope, waiting)
  await markFound(tx, id)
  const letter =
    waiting.length > 0
      ? foundMail(partner.name, `${deps.baseUrl}/createmyresume/${token}`)
      : foundTakenMail(partner.name, `${deps.baseUrl}/sign-in`)
  await enqueueMail(deps, tx, { to: mailbox.key, purpose: 'found', mode: partner.mode, ...letter })
  return true
}

export const startFinding = (deps: Deps): Promise<void> =>
  deps.jobs.work<FindJob>(FIND_QUEUE, { retries: 5, firstRetrySeconds: 10, timeoutSeconds: 60 }, (job) => sendFound(deps, job))
