import { CODE_LIFETIME_MS, checkCode, makeCode } from '../accounts/index.ts'
import type { Mode } from '../core/caller.ts'
import { maskEmail, parseMailbox } from '../core/email.ts'
import { refusal } from '../core/problem.ts'
import { enqueueMail, MAIL_QUEUE } from '../delivery/index.ts'
import { findPlatformName } from '../partners/index.ts'
import { sha256 } from '../platform/secrets.ts'
import type { Uses } from './deps.ts'
import { isPersonalMailbox } from './mailboxes.ts'
import { vaultCodeMail } from './mails.ts'
import { leadingItem, viewOf } from './source.ts'
import { listAssessments } from './store/assessments.ts'
import { listItemsOf } from './store/items.ts'
import { findLatestRound, findReviewer } from './store/reviews.ts'
import { listSkillsOf } from './store/skills.ts'
import { listVerificationsAt, type Verification } from './store/verifications.ts'

const emailInvalid = refusal('email_invalid', 'invalid', 'That is not an e-mail address.')

/** A code opens one vault of one mode, in the browser that asked for it. @see reliability T26 */
const purposeOf = (mode: Mode, browser: string) => `vault:${mode}:${sha256(browser).slice(0, 32)}` as const

/** Mails the code; the same answer whether anything is there. @throws Problem email_invalid */
export async function sendVaultCode(deps: Uses<'db' | 'jobs' | 'now' | 'codes'>, email: string, mode: Mode, browser: string) {
  const mailbox = parseMailbox(email)
  if (!mailbox) throw emailInvalid()
  await deps.db.transaction().execute(async (tx) => {
    const code = await makeCode(deps, tx, purposeOf(mode, browser), mailbox.key)
    await enqueueMail(deps, tx, { to: mailbox.key, purpose: 'vault', mode, ...vaultCodeMail(code) })
  })
  deps.jobs.wake(MAIL_QUEUE)
  return { sentTo: maskEmail(mailbox.key), expiresInSeconds: CODE_LIFETIME_MS / 1_000 }
}

/**
 * Everything that was verified for an address in one mode: whoever reads the mailbox sees it.
 *
 * @throws Problem email_invalid | code_wrong | code_expired
 */
export async function openVault(deps: Uses<'db' | 'now' | 'codes'>, email: string, mode: Mode, code: string, browser: string) {
  const mailbox = parseMailbox(email)
  if (!mailbox) throw emailInvalid()
  const right = await checkCode(deps, purposeOf(mode, browser), mailbox.key, code)
  await deps.db.transaction().execute((tx) => right.consume(tx))
  const skills = []
  for (const verification of await listVerificationsAt(deps.db, mailbox.key, mode)) skills.push(...(await skillsOf(deps, verification)))
  return { email: mailbox.shown, mode, skills }
}

async function skillsOf({ db }: Uses<'db'>, verification: Verification) {
  const { id, platformId, method, endorsementType } = verification
  const verified = (await listSkillsOf(db, [id])).filter(({ status, revokedAt }) => status === 'verified' && !revokedAt)
  if (verified.length === 0) return []
  const lead = leadingItem(await listItemsOf(db, [id]))
  const { description: _description, ...source } = lead ? viewOf(lead) : { type: '', title: '', subtitle: '', meta: '', description: '' }
  const round = method === 'human' ? await findLatestRound(db, id) : undefined
  const known = round && (await findReviewer(db, id))
  const reviewer = known
    ? { name: known.name, company: known.company, proved: round.proved, personalMailbox: isPersonalMailbox(known.email) }
    : null
  const score = method === 'assessment' ? ((await listAssessments(db, id)).find(({ passed }) => passed)?.score ?? null) : null
  const platform = (await findPlatformName(db, platformId)) ?? ''
  return verified.map(({ skillId, name, verifiedAt, credentialId }) => ({
    skillId,
    name,
    platform,
    source,
    method,
    endorsementType,
    reviewer,
    score,
    verifiedAt: verifiedAt?.toISOString() ?? '',
    credentialId,
  }))
}
