import type { PlatformCaller, ReaderCaller } from '../core/caller.ts'
import type { Uses } from './deps.ts'
import { type Origin, originMarks } from './signals.ts'
import { addOrigin } from './store/verifications.ts'

/** Calls with a session token come from the student's own browser: a mark of where from is kept for referee signals. */
export async function rememberOrigin(deps: Uses<'db' | 'codes'>, caller: PlatformCaller | ReaderCaller, origin: Origin): Promise<void> {
  const id = 'platformId' in caller ? caller.verificationId : (caller as ReaderCaller).platform?.verificationId
  if (id === undefined) return
  const { ip, device } = originMarks(deps.codes, id, origin)
  await addOrigin(deps.db, id, ip)
  if (device !== '') await addOrigin(deps.db, id, device)
}
