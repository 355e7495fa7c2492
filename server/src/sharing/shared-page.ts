import { SECOND_MS } from '../core/time.ts'
import { type Page, resumePage } from '../exports/index.ts'
import { findResumeVersion } from '../resume/index.ts'
import type { SharesDeps } from './create-share.ts'
import { addressOf } from './present-share.ts'
import { getSharedResume, oldestCheckOf } from './shared-resume.ts'
import type { ShareRow } from './store.ts'

export interface SharedPage {
  page: Page
  hasDocuments: boolean
  /** when the oldest check of what it shows ran; undefined when nothing is signed */
  oldestCheck: Date | undefined
}

const SCRIPT = '/page/check-here.js'
/** "Checked 2 minutes ago" is never further behind than this. */
const LATE_AT_MOST_MS = 10 * SECOND_MS
const MAX_KEPT = 300

/** Everything a page depends on: the link's own settings, the version of the resume, and roughly what time it is. */
const keyOf = ({ id, slug, sections, downloadAllowed, hideRaw, isPublic }: ShareRow, version: string, now: Date): string =>
  JSON.stringify([id, slug, sections, downloadAllowed, hideRaw, isPublic, version, Math.floor(now.getTime() / LATE_AT_MOST_MS)])

async function render(deps: SharesDeps, share: ShareRow): Promise<SharedPage> {
  const { view, documents } = await getSharedResume(deps, share)
  const path = `/r/${share.slug}`
  const page = resumePage(view, {
    now: deps.now(),
    url: addressOf(deps.baseUrl, share.slug),
    isPublic: share.isPublic,
    rawOf: (id) => (documents.has(id) ? { url: `${path}/credentials/${id}`, pointer: documents.get(id)! } : undefined),
    ...(share.downloadAllowed && { pdfUrl: `${path}/resume.pdf` }),
    ...(documents.size > 0 && { scriptUrl: SCRIPT }),
  })
  return { page, hasDocuments: documents.size > 0, oldestCheck: oldestCheckOf(view) }
}

/** Makes the page of a link. One made a moment ago is shown again as long as not a row of the resume has changed. */
export function createSharedPages(deps: SharesDeps): (share: ShareRow) => Promise<SharedPage> {
  const kept = new Map<string, Promise<SharedPage>>()
  return async (share) => {
    const key = keyOf(share, await findResumeVersion(deps.db, share.personId), deps.now())
    const known = kept.get(key)
    if (known) return known
    const made = render(deps, share)
    if (kept.size >= MAX_KEPT) kept.clear()
    kept.set(key, made)
    made.catch(() => kept.delete(key))
    return made
  }
}
