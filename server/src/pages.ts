import type { FastifyInstance } from 'fastify'
import { findSignedIn, SESSION_COOKIE } from './accounts/index.ts'
import { isProblem } from './core/problem.ts'
import type { Clock } from './core/time.ts'
import { findClaimPage } from './intake/index.ts'
import { findNamedPartner } from './partners/index.ts'
import type { Db } from './platform/db/client.ts'
import { statusOf } from './platform/http/envelopes.ts'
import { allowFrameOf, exactOrigin } from './platform/http/framed-page.ts'
import type { RenderPage } from './platform/http/web-app.ts'
import { readSample, SAMPLES } from './samples.ts'

const PAGES: Readonly<Record<string, string>> = {
  '/': 'A resume anyone can check',
  '/sign-in': 'Sign in',
  '/resume': 'Your resume',
  '/import': 'Add what you have earned',
  '/inbox': 'New credentials',
  '/partner': 'For partners',
  '/partner/*': 'For partners',
  '/operator': 'Operator',
  '/operator/*': 'Operator',
  '/review': 'Confirm skills',
  '/vault': 'Verified skills',
  '/shares': 'Share your resume',
  '/wallet': 'Put it in your wallet',
  '/settings': 'Settings',
  '/developers': 'For developers',
}

/** The addresses people open. Each answers with the one page of the web app and the words it starts with. */
export function pageRoutes(app: FastifyInstance, deps: { db: Db; now: Clock; render: RenderPage }): void {
  const hidden = { schema: { hide: true } as object }
  for (const [path, heading] of Object.entries(PAGES)) {
    app.get(path, hidden, async (_request, reply) => deps.render(reply, { title: `${heading} · Laurel`, heading, isPublic: path === '/' }))
  }
  for (const path of ['/verify', '/verify/*']) {
    app.get<{ Querystring: { origin?: unknown } }>(path, hidden, async (request, reply) => {
      const origin = exactOrigin(request.query.origin)
      if (origin) allowFrameOf(reply, origin)
      return deps.render(reply, { title: 'Verify skills · Laurel', heading: 'Verify skills' })
    })
  }
  for (const name of SAMPLES) {
    app.get(`/samples/${name}.json`, hidden, async (_request, reply) =>
      reply.type('application/json; charset=utf-8').send(await readSample(name)),
    )
  }
  for (const path of ['/createmyresume/:key', '/import/return/:key']) {
    app.get<{ Params: { key: string } }>(path, hidden, async (request, reply) => {
      try {
        const visitor = await findSignedIn(deps.db, request.cookies[SESSION_COOKIE], deps.now())
        return deps.render(reply, await findClaimPage(deps, request.params.key, visitor))
      } catch (error) {
        if (!isProblem(error)) throw error
        return deps.render(reply, { status: statusOf(error), title: 'Laurel', heading: error.message })
      }
    })
  }
  app.get<{ Params: { partner: string } }>('/findmyresume/:partner', hidden, async (request, reply) => {
    const partner = await findNamedPartner(deps.db, request.params.partner)
    if (!partner?.findMyResume) return deps.render(reply, { status: 404, title: 'Laurel', heading: 'There is no such page.' })
    const heading = `Find what ${partner.name} has for you`
    return deps.render(reply, { title: `${heading} · Laurel`, heading })
  })
}
