import { checkCode } from '../accounts/index.ts'
import { isProblem } from '../core/problem.ts'
import { enqueueMail, MAIL_QUEUE } from '../delivery/index.ts'
import { countVerifiedProfile, findKeyById } from '../partners/index.ts'
import type { Tx } from '../platform/db/client.ts'
import { sha256 } from '../platform/secrets.ts'
import type { Uses } from './deps.ts'
import { bodyOf, shortText, textOf, textsOf } from './fields.ts'
import { domainOf, isPersonalMailbox } from './mailboxes.ts'
import { answeredMail } from './mails.ts'
import { problems } from './problems.ts'
import { settleDue } from './settle.ts'
import { type Origin, signalsOf } from './signals.ts'
import {
  closeRound,
  domainIsKnown,
  findReviewer,
  findRound,
  findRoundByToken,
  lockRound,
  type Reviewer,
  type Round,
} from './store/reviews.ts'
import { listSkills } from './store/skills.ts'
import { findVerification, lockVerification, setState, type Verification } from './store/verifications.ts'
import { tellPlatform } from './tell-platform.ts'
import { writeResult } from './write-result.ts'

export type SubmitDeps = Uses<'db' | 'jobs' | 'now' | 'baseUrl' | 'issuing' | 'wakeWebhooks' | 'codes'>

const COMMENT_LIMIT = 2_000
const RELATIONSHIP_LIMIT = 200

/** The purpose under which a reviewer's code is kept. */
export const codePurpose = (roundId: string) => `reviewer:${roundId}` as const

/** @throws Problem REVIEWER_TOKEN_EXPIRED | ALREADY_VERIFIED */
function roundIsOpen({ state, expiresAt }: Round, now: Date): void {
  if (state === 'completed' || state === 'declined') throw problems.ALREADY_VERIFIED()
  if (state === 'expired' || expiresAt <= now) throw problems.REVIEWER_TOKEN_EXPIRED()
}

/**
 * The asking a reviewer's link belongs to, while it can be answered.
 *
 * @throws Problem MISSING_REVIEWER_TOKEN | INVALID_REVIEWER_TOKEN | REVIEWER_TOKEN_EXPIRED | ALREADY_VERIFIED | REVIEWER_NOT_FOUND
 */
export async function openRound(
  deps: Uses<'db' | 'now'>,
  token: string,
): Promise<{ round: Round; verification: Verification; reviewer: Reviewer }> {
  if (token === '') throw problems.MISSING_REVIEWER_TOKEN()
  const found = await findRoundByToken(deps.db, sha256(token.toLowerCase()))
  const verification = found && (await findVerification(deps.db, found.verificationId))
  if (!found || !verification) throw problems.INVALID_REVIEWER_TOKEN()
  // a link that ran out expires the session when it is used
  const settled = await settleDue(deps, verification)
  roundIsOpen(found, deps.now())
  const reviewer = await findReviewer(deps.db, verification.id)
  if (!reviewer) throw problems.REVIEWER_NOT_FOUND()
  return { round: found, verification: settled, reviewer }
}

export interface Answer {
  endorsed: readonly string[]
  declined: boolean
  proved: 'mailbox' | 'link'
  comment: string
  relationship: string
  origin: Origin | undefined
}

/** Writes a reviewer's answer: the first wins. @throws Problem ALREADY_VERIFIED | REVIEWER_TOKEN_EXPIRED | UNKNOWN_SKILL */
export async function writeAnswer(deps: SubmitDeps, tx: Tx, session: Verification, roundId: string, answer: Answer) {
  const now = deps.now()
  const verification = await lockVerification(tx, session)
  const round = await lockRound(tx, roundId)
  roundIsOpen(round, now)
  const reviewer = await findReviewer(tx, verification.id)
  if (!reviewer) throw problems.REVIEWER_NOT_FOUND()
  const { endorsed, declined, proved, comment, relationship, origin } = answer
  const signals =
    origin &&
    signalsOf(deps.codes, {
      verificationId: verification.id,
      studentOrigins: verification.studentOrigins,
      reviewer: origin,
      reviewerEmail: reviewer.email,
      domainIsKnown: await domainIsKnown(tx, verification, domainOf(reviewer.email), verification.id),
      sentAt: round.startedAt,
      now,
    })
  if (
    !(await closeRound(
      tx,
      round.id,
      declined ? 'declined' : 'completed',
      { proved, comment, relationship, ...(signals && { signals }) },
      now,
    ))
  )
    throw problems.ALREADY_VERIFIED()
  const review = {
    name: reviewer.name,
    company: reviewer.company,
    email: reviewer.email,
    comment,
    relationship,
    proved,
    personalMailbox: isPersonalMailbox(reviewer.email),
  }
  const result = await writeResult(deps, tx, verification, { endorsed: declined ? [] : endorsed, review })
  await setState(tx, verification.id, 'completed', now)
  await countVerifiedProfile(tx, verification.keyId)
  const verified = result.verified.map(({ name }) => name)
  if (result.emailKey !== '')
    await enqueueMail(deps, tx, {
      to: result.emailKey,
      purpose: 'review-answered',
      mode: verification.mode,
      ...answeredMail(reviewer.name, verified, declined),
    })
  await tellPlatform(deps, tx, ['verification.completed', verified.length > 0 ? 'verification.passed' : 'verification.failed'], {
    verification,
    status: 'completed',
    skills: result.skills,
    items: result.items,
    reviewer: { name: reviewer.name, company: reviewer.company, proved },
  })
  const count = (type: string): number => result.items.filter((item) => item.type === type).length
  return {
    recordVerificationId: verification.id,
    skillsVerified: result.verified.length,
    reviewerEmail: reviewer.email,
    webhook: { sent: true, status: 'sending' },
    summary: {
      totalSkillsVerified: result.verified.length,
      totalProjects: count('project'),
      totalExperience: count('experience'),
      totalCertificates: count('certificate'),
    },
    ...(result.skipped.length > 0 && { skipped: result.skipped }),
  }
}

/**
 * A submit that has won since this one looked leaves no skill pending and no code: the second hears that, not what became of them.
 *
 * @throws Problem ALREADY_VERIFIED, or what was refused
 */
async function saidAfterAnother(deps: Uses<'db' | 'now'>, { id }: Round, error: unknown): Promise<never> {
  const round = isProblem(error) ? await findRound(deps.db, id) : undefined
  if (round) roundIsOpen(round, deps.now())
  throw error
}

/**
 * What a reviewer sends, and whether the mailbox is proved.
 *
 * @throws Problem MISSING_SKILL_IDS | UNKNOWN_SKILL | INVALID_DATA_FORMAT | MISSING_REVIEWER_CODE | INVALID_REVIEWER_CODE
 */
async function readAnswer(deps: Uses<'db' | 'now' | 'codes'>, round: Round, verification: Verification, sent: unknown) {
  const body = bodyOf(sent)
  const declined = body.decline === true
  const skillIds = body.skillIds === undefined && declined ? [] : textsOf(body.skillIds)
  if (!skillIds || (skillIds.length === 0 && !declined)) throw problems.MISSING_SKILL_IDS()
  const pending = (await listSkills(deps.db, verification.id)).filter(({ status }) => status === 'pending').map(({ skillId }) => skillId)
  const unknown = skillIds.filter((id) => !pending.includes(id))
  if (unknown.length > 0) throw problems.UNKNOWN_SKILL({ skills: unknown })
  const comment = shortText(body, 'comment', COMMENT_LIMIT)
  const relationship = shortText(body, 'relationship', RELATIONSHIP_LIMIT)
  const code = textOf(body, 'code')
  const key = await findKeyById(deps.db, verification.keyId)
  if (code === '' && key?.requireReviewerCode !== false) throw problems.MISSING_REVIEWER_CODE()
  const right = code === '' ? undefined : await codeIsRight(deps, round, code)
  return { declined, skillIds, right, comment, relationship }
}

/**
 * A reviewer answers: what is named is verified, what else is pending is rejected. The link alone does not endorse: the code mailed to
 * the reviewer's address must come back, unless the operator switched that off for the key.
 *
 * @throws Problem MISSING_REVIEWER_TOKEN | INVALID_REVIEWER_TOKEN | REVIEWER_TOKEN_EXPIRED | ALREADY_VERIFIED | MISSING_SKILL_IDS |
 *   UNKNOWN_SKILL | INVALID_DATA_FORMAT | MISSING_REVIEWER_CODE | INVALID_REVIEWER_CODE | REVIEWER_NOT_FOUND
 * @see facts 6.8; reliability T25
 */
export async function submitReview(deps: SubmitDeps, token: string, sent: unknown, origin: Origin) {
  const { round, verification } = await openRound(deps, token)
  const read = await readAnswer(deps, round, verification, sent).catch((error: unknown) => saidAfterAnother(deps, round, error))
  const { declined, skillIds, right, comment, relationship } = read
  const answered = await deps.db.transaction().execute(async (tx) => {
    const answer = { endorsed: skillIds, declined, proved: right ? ('mailbox' as const) : ('link' as const), comment, relationship, origin }
    const written = await writeAnswer(deps, tx, verification, round.id, answer)
    // after the round, so that of two submits with one code the second hears that the first has won
    await right?.consume(tx)
    return written
  })
  deps.jobs.wake(MAIL_QUEUE)
  deps.wakeWebhooks()
  return answered
}

async function codeIsRight(deps: Uses<'db' | 'now' | 'codes'>, round: Round, code: string) {
  try {
    return await checkCode(deps, codePurpose(round.id), round.reviewerEmail, code)
  } catch (error) {
    if (!isProblem(error) || error.kind === 'unavailable') throw error
    throw problems.INVALID_REVIEWER_CODE()
  }
}
