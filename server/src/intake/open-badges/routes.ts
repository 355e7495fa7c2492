import { isUtf8 } from 'node:buffer'
import type { FastifyInstance } from 'fastify'
import { jsonProblems } from '../../core/json-scan.ts'
import { AsFile, register } from '../../platform/http/register.ts'
import type { IntakeDeps } from '../routes.ts'
import { listSentCredentials, pageLinks, readPage } from '../sent-credentials.ts'
import * as api from './api.ts'
import { serviceDescription } from './discovery.ts'
import { getProfile, putProfile } from './profile.ts'
import { upsertCredential } from './upsert-credential.ts'

/** The Open Badges 3.0 REST API. */
export function openBadgesRoutes(app: FastifyInstance, deps: IntakeDeps): void {
  app.addContentTypeParser('text/plain', { parseAs: 'buffer' }, async (_request: unknown, body: Buffer) => body)
  register(app, api.getCredentials, async ({ query }, caller, http) => {
    const page = readPage(query)
    const { total, text } = await listSentCredentials(deps.db, caller, page)
    http.set('x-total-count', String(total))
    http.set('link', pageLinks(`${deps.baseUrl}${api.getCredentials.path}`, page, total))
    http.set('cache-control', 'no-store')
    return new AsFile(text, 'application/json; charset=utf-8')
  })
  register(app, api.upsertCredential, async ({ body }, caller, http) => {
    const bytes = Buffer.from((body as Uint8Array | undefined) ?? [])
    if (bytes.length === 0) throw jsonProblems.body_empty()
    if (!isUtf8(bytes)) throw jsonProblems.json_not_utf8()
    const isJws = /^text\/plain\b/i.test(http.header('content-type') ?? '')
    const text = isJws ? bytes.toString('utf8').trim() : bytes.toString('utf8')
    const { isNew, claimLink } = await upsertCredential(deps, caller, text, isJws)
    http.set('cache-control', 'no-store')
    http.set('link', `<${claimLink}>; rel="claim"`)
    return new AsFile(text, isJws ? 'text/plain; charset=utf-8' : 'application/json; charset=utf-8', isNew ? 201 : 200)
  })
  register(app, api.getProfile, async (_input, { partnerId }) => getProfile(deps, partnerId))
  register(app, api.putProfile, async ({ body }, { partnerId }) => putProfile(deps, partnerId, body))
  register(app, api.getDiscovery, async () => serviceDescription(deps.baseUrl))
}
