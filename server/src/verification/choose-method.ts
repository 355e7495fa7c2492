import type { PlatformCaller } from '../core/caller.ts'
import { enforce } from '../core/rule.ts'
import type { Uses } from './deps.ts'
import { bodyOf } from './fields.ts'
import { getSession, type Named } from './get-session.ts'
import { problems } from './problems.ts'
import { methodRules } from './rules.ts'
import { lockVerification, setMethod } from './store/verifications.ts'
import { type EndorsementType, HUMAN_TYPES, METHODS, type Method } from './words.ts'

const isSent = (value: unknown): boolean => value !== undefined && value !== null && value !== ''

/** The kind of proof a verification makes: one of five for people (default `peer`), or `assessment`. @throws Problem INVALID_ENDORSEMENT_TYPE */
export function endorsementTypeOf(method: Method, value: unknown): EndorsementType {
  const isAbsent = !isSent(value)
  if (method === 'assessment') {
    if (!isAbsent && value !== 'assessment') throw problems.INVALID_ENDORSEMENT_TYPE()
    return 'assessment'
  }
  if (isAbsent) return 'peer'
  const type = HUMAN_TYPES.find((word) => word === value)
  if (!type) throw problems.INVALID_ENDORSEMENT_TYPE()
  return type
}

/**
 * Step 2: how the skills are verified.
 *
 * @throws Problem MISSING_VERIFICATION_ID | SESSION_NOT_FOUND | MISSING_VERIFICATION_METHOD | INVALID_VERIFICATION_METHOD |
 *   INVALID_ENDORSEMENT_TYPE | ALREADY_COMPLETED | METHOD_LOCKED
 * @see facts 4
 */
export async function chooseMethod(deps: Uses<'db' | 'now'>, caller: PlatformCaller, named: Named, sent: unknown) {
  const session = await getSession(deps, caller, named)
  const { verificationMethod, endorsementType } = bodyOf(sent)
  if (!isSent(verificationMethod)) throw problems.MISSING_VERIFICATION_METHOD()
  const method = METHODS.find((word) => word === verificationMethod)
  if (!method) throw problems.INVALID_VERIFICATION_METHOD()
  const type = endorsementTypeOf(method, endorsementType)
  await deps.db.transaction().execute(async (tx) => {
    const verification = await lockVerification(tx, session)
    enforce(methodRules, verification)
    await setMethod(tx, verification.id, method, type)
  })
  return { recordVerificationId: session.id, verificationMethod: method, ...(isSent(endorsementType) && { endorsementType: type }) }
}
