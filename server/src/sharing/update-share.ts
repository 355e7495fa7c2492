import { enforce } from '../core/rule.ts'
import { MINUTE_MS } from '../core/time.ts'
import type { Share } from './api.ts'
import type { SharesDeps } from './create-share.ts'
import { presentShare } from './present-share.ts'
import { problems } from './problems.ts'
import { shareRules } from './rules.ts'
import { readChange, type ShareChange } from './share-change.ts'
import { findShare, lockShare, markRevoked, putShare, type ShareRow } from './store.ts'

const UNDO_MS = 10 * MINUTE_MS

/** A revocation can be taken back for a short while, and says so itself. */
const mayChange = ({ revokedAt }: ShareRow, takesBack: boolean, now: Date): boolean =>
  revokedAt === null || (takesBack && now.getTime() - revokedAt.getTime() <= UNDO_MS)

/**
 * Changes a link; only what is named changes. With `revoked: false` a revocation of the last 10 minutes is taken back.
 *
 * @throws Problem share_not_found | share_is_revoked | slug_not_allowed | slug_taken | expiry_is_past | passcode_too_short |
 *   email_unreadable | public_share_is_open
 */
export async function updateShare(
  deps: SharesDeps,
  personId: string,
  id: string,
  { revoked, ...change }: ShareChange & { revoked?: false | undefined },
): Promise<Share> {
  const now = deps.now()
  return deps.db.transaction().execute(async (tx) => {
    const share = await lockShare(tx, personId, id)
    if (!share) throw problems.share_not_found()
    if (!mayChange(share, revoked === false, now)) throw problems.share_is_revoked()
    const { facts, settings } = readChange(change, share, now)
    enforce(shareRules, facts)
    await putShare(tx, id, await settings(), now)
    return presentShare((await findShare(tx, personId, id))!, { baseUrl: deps.baseUrl, now })
  })
}

/** Ends a link at once: every request looks at the row first. @throws Problem share_not_found */
export async function revokeShare(deps: Pick<SharesDeps, 'db' | 'now'>, personId: string, id: string): Promise<void> {
  if (!(await markRevoked(deps.db, personId, id, deps.now()))) throw problems.share_not_found()
}
