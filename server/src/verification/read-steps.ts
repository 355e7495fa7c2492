import type { PlatformCaller, ReaderCaller } from '../core/caller.ts'
import { maskEmail } from '../core/email.ts'
import type { Uses } from './deps.ts'
import { getReadable } from './get-session.ts'
import { presentItems } from './present-items.ts'
import { problems } from './problems.ts'
import { leadingItem, viewOf } from './source.ts'
import { listItems } from './store/items.ts'
import { findLatestRound, findReviewer } from './store/reviews.ts'
import { listSkills, type VerifiedSkill } from './store/skills.ts'
import { ownSession } from './update-email.ts'

type ReadDeps = Uses<'db' | 'now'>

/** Who asks, and the reviewer's token if one came along. */
export interface Reader {
  caller: ReaderCaller
  reviewerToken: string
}

const mask = (full: boolean, address: string): string => (full || address === '' ? address : maskEmail(address))
const maskId = (full: boolean, id: string): string => (full || id === '' ? id : `${[...id][0]}***`)

/** What init brought. The token in the path counts as presenting it. @throws Problem MISSING_SESSION_TOKEN | SESSION_NOT_FOUND */
export async function readSession(deps: ReadDeps, caller: PlatformCaller | undefined, token: string) {
  if (token === '') throw problems.MISSING_SESSION_TOKEN()
  const { id, studentId, externalStudentId, callbackUrl, email, name, offered } = await ownSession(deps, caller, token)
  const { projects, experience, certificates } = offered
  return {
    recordVerificationId: id,
    recordUserId: studentId,
    externalStudentId,
    callbackWebhookUrl: callbackUrl,
    email,
    name,
    projects,
    experience,
    certificates,
  }
}

/** @throws Problem MISSING_SESSION_TOKEN | SESSION_NOT_FOUND */
export async function readSessionEmail(deps: ReadDeps, caller: PlatformCaller | undefined, token: string) {
  const { email, name, recordUserId } = await readSession(deps, caller, token)
  return { success: true as const, email, name, recordUserId }
}

const shown = ({ skillId, name, proofUrls }: VerifiedSkill) => ({ skillId, name, proofUrls })

/** @throws Problem MISSING_VERIFICATION_ID | NOT_FOUND */
export async function readSkills(deps: ReadDeps, { caller, reviewerToken }: Reader, id: string) {
  await getReadable(deps, caller, id, reviewerToken)
  const skills = (await listSkills(deps.db, id)).map(shown)
  if (skills.length === 0) throw problems.NOT_FOUND()
  return { recordVerificationId: id, skills, totalSkills: skills.length }
}

/** @throws Problem MISSING_VERIFICATION_ID | NOT_FOUND */
export async function readItems(deps: ReadDeps, { caller, reviewerToken }: Reader, id: string) {
  await getReadable(deps, caller, id, reviewerToken)
  return { recordVerificationId: id, ...presentItems(await listItems(deps.db, id)) }
}

/** @throws Problem MISSING_VERIFICATION_ID | NOT_FOUND */
export async function readReviewer(deps: ReadDeps, { caller, reviewerToken }: Reader, id: string) {
  const { full } = await getReadable(deps, caller, id, reviewerToken)
  const reviewer = await findReviewer(deps.db, id)
  if (!reviewer) throw problems.NOT_FOUND()
  const { name, email, company, website } = reviewer
  return { recordVerificationId: id, name, email: mask(full, email), company, website }
}

/** @throws Problem MISSING_VERIFICATION_ID | NO_SKILLS_FOUND */
export async function readHumanSkills(deps: ReadDeps, { caller, reviewerToken }: Reader, id: string) {
  await getReadable(deps, caller, id, reviewerToken, problems.NO_SKILLS_FOUND)
  const skills = (await listSkills(deps.db, id)).map(shown)
  if (skills.length === 0) throw problems.NO_SKILLS_FOUND()
  return { recordVerificationId: id, skills }
}

/** What a reviewer looks at. Looking changes nothing. @throws Problem MISSING_VERIFICATION_ID | NOT_FOUND */
export async function readVerifyPage(deps: ReadDeps, { caller, reviewerToken }: Reader, id: string) {
  const { verification, full } = await getReadable(deps, caller, id, reviewerToken)
  const reviewer = await findReviewer(deps.db, id)
  const lead = leadingItem(await listItems(deps.db, id))
  const { name, email, externalStudentId, endorsementType } = verification
  return {
    recordVerificationId: id,
    endorsementType,
    endorserInfo: reviewer ? { name: reviewer.name, company: reviewer.company, email: mask(full, reviewer.email) } : null,
    requesterInfo: { name, email: mask(full, email), externalStudentId: maskId(full, externalStudentId) },
    source: lead ? viewOf(lead) : null,
    skills: (await listSkills(deps.db, id)).map(({ skillId, name: skillName, proofUrls }) => ({
      skillId,
      name: skillName,
      proofUrl: proofUrls,
    })),
  }
}

/** Flat, for polling. What ran out is moved to `expired` before the answer. @throws Problem MISSING_VERIFICATION_ID | NOT_FOUND */
export async function readHumanStatus(deps: ReadDeps, { caller, reviewerToken }: Reader, id: string) {
  const { verification } = await getReadable(deps, caller, id, reviewerToken)
  const round = await findLatestRound(deps.db, id)
  const status =
    verification.state === 'expired' || round?.state === 'expired'
      ? 'expired'
      : round?.state === 'completed' || round?.state === 'declined'
        ? 'completed'
        : 'pending'
  return { success: true as const, alreadySubmitted: status === 'completed', expired: status === 'expired', status }
}
