import type { PlatformCaller, ReaderCaller } from '../core/caller.ts'
import type { Problem } from '../core/problem.ts'
import { sha256 } from '../platform/secrets.ts'
import { isSessionToken } from './authenticate.ts'
import type { Uses } from './deps.ts'
import { problems } from './problems.ts'
import { settleDue } from './settle.ts'
import { findRoundByToken } from './store/reviews.ts'
import { findVerification, findVerificationByToken, type Verification } from './store/verifications.ts'

/** How a call names its verification; '' where it does not. */
export interface Named {
  verificationId: string
  sessionToken: string
}

export const tokenHashOf = (token: string): string => sha256(token.toLowerCase())

const ownedBy = (caller: PlatformCaller, { platformId, mode }: Verification): boolean =>
  caller.platformId === platformId && caller.mode === mode

/**
 * The verification a call is about, with whatever had run out settled. A foreign one answers as if it never was.
 *
 * @param missing what to refuse with when an API key comes without any name
 * @throws Problem `missing` | SESSION_NOT_FOUND
 * @see skill verification spec, "Keys and sessions"
 */
export async function getSession(
  deps: Uses<'db' | 'now'>,
  caller: PlatformCaller,
  named: Named,
  missing: () => Problem = problems.MISSING_VERIFICATION_ID,
): Promise<Verification> {
  const found = await getNamed(deps, caller, named, missing)
  if (found.expiresAt <= deps.now()) throw problems.SESSION_NOT_FOUND()
  return settleDue(deps, found)
}

/**
 * A verification to read, whose session may be over: the 40 days end what can be done, not what was found out.
 *
 * @throws Problem MISSING_VERIFICATION_ID | `unknown`
 */
export async function getRecord(
  deps: Uses<'db' | 'now'>,
  caller: PlatformCaller,
  named: Named,
  unknown: () => Problem = problems.NOT_FOUND,
): Promise<Verification> {
  try {
    return await settleDue(deps, await getNamed(deps, caller, named, problems.MISSING_VERIFICATION_ID))
  } catch (error) {
    throw (error as { code?: string }).code === 'SESSION_NOT_FOUND' ? unknown() : error
  }
}

/** @throws Problem `missing` | SESSION_NOT_FOUND */
async function getNamed(
  deps: Uses<'db' | 'now'>,
  caller: PlatformCaller,
  { verificationId, sessionToken }: Named,
  missing: () => Problem,
): Promise<Verification> {
  const id = caller.verificationId ?? verificationId
  if (id === '' && sessionToken === '') throw missing()
  const byToken = sessionToken === '' ? undefined : await tokenSession(deps, sessionToken)
  if (sessionToken !== '' && !byToken) throw problems.SESSION_NOT_FOUND()
  const found = byToken ?? (await findVerification(deps.db, id))
  if (!found || !ownedBy(caller, found)) throw problems.SESSION_NOT_FOUND()
  // every name that is given must be this one's
  if (id !== '' && id !== found.id) throw problems.SESSION_NOT_FOUND()
  if (verificationId !== '' && verificationId !== found.id) throw problems.SESSION_NOT_FOUND()
  return found
}

/** The living session of a token. */
export const tokenSession = (deps: Uses<'db' | 'now'>, token: string): Promise<Verification | undefined> =>
  isSessionToken(token) ? findVerificationByToken(deps.db, tokenHashOf(token), deps.now()) : Promise.resolve(undefined)

/** What a reader may see: `full` with a key, a session token or the reviewer's token, else addresses and numbers are masked. */
export interface Readable {
  verification: Verification
  full: boolean
}

/**
 * A verification for the open reads.
 *
 * @throws Problem MISSING_VERIFICATION_ID | `unknown` for what is not there and what is somebody else's
 * @see skill verification spec, "Open GETs"
 */
export async function getReadable(
  deps: Uses<'db' | 'now'>,
  { platform }: ReaderCaller,
  id: string,
  reviewerToken: string,
  unknown: () => Problem = problems.NOT_FOUND,
): Promise<Readable> {
  if (id === '') throw problems.MISSING_VERIFICATION_ID()
  const verification = await findVerification(deps.db, id)
  if (!verification) throw unknown()
  if (platform && (!ownedBy(platform, verification) || (platform.verificationId ?? id) !== id)) throw unknown()
  const settled = await settleDue(deps, verification)
  if (platform) return { verification: settled, full: true }
  const round = reviewerToken === '' ? undefined : await findRoundByToken(deps.db, sha256(reviewerToken.toLowerCase()))
  return { verification: settled, full: round?.verificationId === id && round.expiresAt > deps.now() }
}
