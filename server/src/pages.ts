import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { getMe } from './accounts/api.ts'
import { findSignedIn, SESSION_COOKIE } from './accounts/index.ts'
import { catalogueIn, type Language, languageFor, languageOf } from './core/catalogue/index.ts'
import type { Output } from './core/endpoint.ts'
import type { Clock } from './core/time.ts'
import { FIND_HEADING, HEADINGS, nothingHere, PLACES, resumeWords, VERIFY_HEADING } from './first-words.ts'
import { findClaimPage } from './intake/index.ts'
import { findNamedPartner } from './partners/index.ts'
import type { Db } from './platform/db/client.ts'
import { problemDetails, statusOf } from './platform/http/envelopes.ts'
import { type FirstAnswers, firstAnswers } from './platform/http/first-answers.ts'
import { allowFrameOf, exactOrigin } from './platform/http/framed-page.ts'
import { problemBehind } from './platform/http/mount.ts'
import type { RenderPage } from './platform/http/web-app.ts'
import { readSample, SAMPLES } from './samples.ts'

/** What every page asks first, and what some ask besides. */
const ASKED = ['/api/me']
const ALSO_ASKED: Readonly<Record<string, readonly string[]>> = {
  '/resume': ['/api/me/resume', '/api/me/inbox', '/api/me/notices'],
  '/inbox': ['/api/me/inbox'],
  '/shares': ['/api/me/shares', '/api/me/notices'],
}

const AFTER_A_SENTENCE = /(?<=[.!?])\s+/

const titled = (heading: string): { title: string; heading: string } => ({ title: `${heading} · Laurel`, heading })

/** The person's own language where somebody is signed in, else the first of the browser's. */
function languageOfReader(request: FastifyRequest, answers: FirstAnswers): Language {
  const me = answers['/api/me']
  const own = me?.status === 200 ? languageOf((me.body as Output<typeof getMe>).locale) : undefined
  return own ?? languageFor(request.headers['accept-language'])
}

/** The addresses people open. Each answers with the one page of the web app, the words it starts with, and what it will ask first. */
export function pageRoutes(app: FastifyInstance, deps: { db: Db; now: Clock; render: RenderPage }): void {
  const { render } = deps
  const start = async (request: FastifyRequest, also: readonly string[] = []) => {
    const answers = await firstAnswers(app, request, [...ASKED, ...also])
    return { answers, language: languageOfReader(request, answers) }
  }
  // people who open an address get a page, also when it cannot be made
  app.setErrorHandler((error, request, reply) => {
    if (request.method !== 'GET' && request.method !== 'HEAD') throw error
    const problem = problemBehind(error, request)
    reply.headers(problemDetails(problem).headers)
    const [heading = '', ...rest] = problem.message.split(AFTER_A_SENTENCE)
    return render(reply, { status: statusOf(problem), title: 'Laurel', heading, lines: [rest.join(' ')], place: 'message' })
  })
  const hidden = { schema: { hide: true } as object }
  for (const [path, headings] of Object.entries(HEADINGS)) {
    app.get(path, hidden, async (request, reply) => {
      const known = await start(request, ALSO_ASKED[path])
      const place = PLACES[path]
      const page = { ...titled(headings[known.language]), ...(place && { place }) }
      const more = path === '/resume' ? resumeWords(known.answers, catalogueIn(known.language)) : undefined
      return render(reply, { ...page, ...more, ...known, isPublic: path === '/' })
    })
  }
  for (const path of ['/verify', '/verify/*']) {
    app.get<{ Querystring: { origin?: unknown } }>(path, hidden, async (request, reply) => {
      const origin = exactOrigin(request.query.origin)
      if (origin) allowFrameOf(reply, origin)
      const known = await start(request)
      return render(reply, { ...titled(VERIFY_HEADING[known.language]), ...known })
    })
  }
  for (const name of SAMPLES) {
    app.get(`/samples/${name}.json`, hidden, async (_request, reply) =>
      reply.type('application/json; charset=utf-8').send(await readSample(name)),
    )
  }
  for (const path of ['/createmyresume/:key', '/import/return/:key']) {
    app.get<{ Params: { key: string } }>(path, hidden, async (request, reply) => {
      const { key } = request.params
      const visitor = await findSignedIn(deps.db, request.cookies[SESSION_COOKIE], deps.now())
      const known = await start(request, [`/api/claims/${encodeURIComponent(key)}`])
      const page = await findClaimPage(deps, key, visitor, catalogueIn(known.language))
      return render(reply, { ...page, place: page.status === 404 ? 'message' : 'claim', ...known })
    })
  }
  app.get<{ Params: { partner: string } }>('/findmyresume/:partner', hidden, async (request, reply) => {
    const partner = await findNamedPartner(deps.db, request.params.partner)
    const known = await start(request)
    if (!partner?.findMyResume) return render(reply, { ...nothingHere(known.language), ...known })
    return render(reply, { ...titled(FIND_HEADING[known.language](partner.name)), place: 'form', ...known })
  })
}
