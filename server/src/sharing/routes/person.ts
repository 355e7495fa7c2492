import type { FastifyInstance } from 'fastify'
import type { Clock } from '../../core/time.ts'
import { resumePage } from '../../exports/index.ts'
import type { Db } from '../../platform/db/client.ts'
import { AsFile, register } from '../../platform/http/register.ts'
import { getResumeView, shownResume } from '../../resume/index.ts'
import * as api from '../api.ts'
import { pagePolicy } from './page-policy.ts'

/** What a person does with links to their resume. */
export function sharingRoutes(app: FastifyInstance, deps: { db: Db; now: Clock }): void {
  register(app, api.previewResume, async (_input, { personId }, http) => {
    const page = resumePage(shownResume(await getResumeView(deps, personId)), { now: deps.now() })
    http.set('content-security-policy', pagePolicy(page, { framedBy: "'self'" }))
    http.set('x-frame-options', 'SAMEORIGIN')
    http.set('cache-control', 'no-store')
    return new AsFile(page.html, 'text/html; charset=utf-8')
  })
}
