import { newId, randomText } from '../core/id.ts'
import { enforce } from '../core/rule.ts'
import type { Clock } from '../core/time.ts'
import type { Db } from '../platform/db/client.ts'
import type { Share } from './api.ts'
import { presentShare } from './present-share.ts'
import { problems } from './problems.ts'
import { shareRules } from './rules.ts'
import { readChange, type ShareChange } from './share-change.ts'
import { countLivingShares, findShare, insertShare, type ShareSettings } from './store.ts'

export interface SharesDeps {
  db: Db
  now: Clock
  baseUrl: string
}

const LIMIT = 100
/** 25 characters over 36 letters: 129 bits. */
const SLUG_LENGTH = 25

const FRESH: Omit<ShareSettings, 'slug'> = {
  label: '',
  sections: null,
  expiresAt: null,
  passcodeHash: null,
  emails: [],
  downloadAllowed: true,
  hideRaw: false,
  isPublic: false,
}

/**
 * Makes a link to a resume. Until there is one, nobody but the person sees it.
 *
 * @throws Problem slug_not_allowed | slug_taken | expiry_is_past | passcode_too_short | email_unreadable | public_share_is_open | too_many_shares
 * @see resume spec, "Sharing"
 */
export async function createShare(deps: SharesDeps, personId: string, change: ShareChange): Promise<Share> {
  const now = deps.now()
  const { facts, settings } = readChange(change, FRESH, now)
  enforce(shareRules, facts)
  const made: ShareSettings = { slug: randomText(SLUG_LENGTH), ...FRESH, ...(await settings()) }
  const id = newId('shr')
  return deps.db.transaction().execute(async (tx) => {
    if ((await countLivingShares(tx, personId)) >= LIMIT) throw problems.too_many_shares({ limit: LIMIT })
    await insertShare(tx, id, personId, made, now)
    return presentShare((await findShare(tx, personId, id))!, { baseUrl: deps.baseUrl, now })
  })
}
