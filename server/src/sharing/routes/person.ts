import type { FastifyInstance } from 'fastify'
import { renderSVG } from 'uqr'
import { resumePage } from '../../exports/index.ts'
import { AsFile, register } from '../../platform/http/register.ts'
import { getResumeView, shownResume } from '../../resume/index.ts'
import * as api from '../api.ts'
import { createShare, type SharesDeps } from '../create-share.ts'
import { addressOf, presentShare } from '../present-share.ts'
import { problems } from '../problems.ts'
import { findShare, listLivingShares } from '../store.ts'
import { revokeShare, updateShare } from '../update-share.ts'
import { pagePolicy } from './page-policy.ts'

/** What a person does with links to their resume. */
export function sharingRoutes(app: FastifyInstance, deps: SharesDeps): void {
  register(app, api.listShares, async (_input, { personId }) => {
    const shown = { baseUrl: deps.baseUrl, now: deps.now() }
    return { shares: (await listLivingShares(deps.db, personId)).map((row) => presentShare(row, shown)) }
  })
  register(app, api.createShare, async ({ body }, { personId }) => createShare(deps, personId, body))
  register(app, api.updateShare, async ({ params, body }, { personId }) => updateShare(deps, personId, params.id, body))
  register(app, api.revokeShare, async ({ params }, { personId }) => {
    await revokeShare(deps, personId, params.id)
    return null
  })
  register(app, api.getShareCode, async ({ params }, { personId }, http) => {
    const share = await findShare(deps.db, personId, params.id)
    if (!share) throw problems.share_not_found()
    http.set('cache-control', 'no-store')
    http.set('content-security-policy', "default-src 'none'; sandbox")
    return new AsFile(renderSVG(addressOf(deps.baseUrl, share.slug), { ecc: 'M', border: 2 }), 'image/svg+xml')
  })
  register(app, api.previewResume, async (_input, { personId }, http) => {
    const page = resumePage(shownResume(await getResumeView(deps, personId)), { now: deps.now() })
    http.set('content-security-policy', pagePolicy(page, { framedBy: "'self'" }))
    http.set('x-frame-options', 'SAMEORIGIN')
    http.set('cache-control', 'no-store')
    return new AsFile(page.html, 'text/html; charset=utf-8')
  })
}
