import type { PlatformCaller } from '../core/caller.ts'
import { enforce } from '../core/rule.ts'
import type { Uses } from './deps.ts'
import { bodyOf } from './fields.ts'
import { getSession, type Named } from './get-session.ts'
import { itemsBySource } from './offered-items.ts'
import { problems } from './problems.ts'
import { changeRules, conflictRules } from './rules.ts'
import { type StoredItem, syncItems } from './store/items.ts'
import { listSkills } from './store/skills.ts'
import { lockVerification } from './store/verifications.ts'
import { conflictClaim } from './store-skills.ts'
import type { SourceType } from './words.ts'

/** The lists of step 3 and what they choose from. */
const LISTS: readonly { name: string; type: SourceType }[] = [
  { name: 'projectIds', type: 'project' },
  { name: 'workExperienceIds', type: 'experience' },
  { name: 'credentialIds', type: 'certificate' },
]

/** @throws Problem INVALID_DATA_FORMAT when a list is no list of texts */
function readChosen(sent: unknown): { type: SourceType; id: string }[] {
  const body = bodyOf(sent)
  return LISTS.flatMap(({ name, type }) => {
    const value = body[name] ?? []
    if (!Array.isArray(value) || value.some((id) => typeof id !== 'string'))
      throw problems.INVALID_DATA_FORMAT({ because: `/${name} must be an array of strings` })
    return [...new Set(value.map((id: string) => id.trim()))].map((id) => ({ type, id }))
  })
}

const text = (item: StoredItem, name: string): string => String(item.fields[name] ?? '')

/** Stored items as step 3 answers. @see facts 5.1 */
export const presentStored = (items: readonly StoredItem[]) => ({
  projects: items
    .filter(({ type }) => type === 'project')
    .map((item) => ({ recordProjectId: item.id, externalProjectId: item.externalId, projectName: text(item, 'name') })),
  experience: items
    .filter(({ type }) => type === 'experience')
    .map((item) => ({
      recordExperienceId: item.id,
      externalExpId: item.externalId,
      companyName: text(item, 'companyName'),
      role: text(item, 'role'),
    })),
  certificates: items
    .filter(({ type }) => type === 'certificate')
    .map((item) => ({ recordCertificateId: item.id, externalCertificateId: item.externalId, certificateName: text(item, 'name') })),
})

/**
 * Step 3: the items a person's skills are verified for. What was stored before and is not chosen now goes, in one transaction.
 *
 * @returns `skipped` names ids that init did not bring
 * @throws Problem MISSING_SESSION_TOKEN | SESSION_NOT_FOUND | INVALID_DATA_FORMAT | NO_ITEMS_SELECTED | VERIFICATION_METHOD_NOT_SET |
 *   ALREADY_COMPLETED | SESSION_LOCKED | ASSESSMENT_ALREADY_PASSED | DUPLICATE_SKILLS_IN_BUNDLE | MAX_SKILLS_PER_SOURCE
 * @see facts 5.1
 */
export async function storeItems(deps: Uses<'db' | 'now'>, caller: PlatformCaller, named: Named, sent: unknown) {
  const session = await getSession(deps, caller, named, problems.MISSING_SESSION_TOKEN)
  const chosen = readChosen(sent)
  const offered = itemsBySource(session.offered)
  const wanted = offered.filter(({ type, externalId }) => chosen.some((one) => one.type === type && one.id === externalId))
  const skipped = chosen
    .filter(({ type, id }) => !offered.some((item) => item.type === type && item.externalId === id))
    .map(({ id }) => ({ id, reason: 'unknown' }))
  if (wanted.length === 0) throw problems.NO_ITEMS_SELECTED()
  const stored = await deps.db.transaction().execute(async (tx) => {
    const verification = await lockVerification(tx, session)
    if (verification.method === null) throw problems.VERIFICATION_METHOD_NOT_SET()
    enforce(changeRules, verification)
    const skillIds = (await listSkills(tx, verification.id)).map(({ skillId }) => skillId)
    enforce(conflictRules, await conflictClaim(tx, verification, skillIds, wanted))
    return syncItems(tx, verification.id, wanted)
  })
  return {
    recordVerificationId: session.id,
    recordUserId: session.studentId,
    stored: presentStored(stored),
    ...(skipped.length > 0 && { skipped }),
  }
}
