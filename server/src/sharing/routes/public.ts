import type { Loaders } from '@laurel/credentials'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { CodeDeps } from '../../accounts/index.ts'
import { isProblem } from '../../core/problem.ts'
import { statusOf } from '../../platform/http/envelopes.ts'
import type { Limit } from '../../platform/http/limits.ts'
import { readForms } from '../../platform/http/read-form.ts'
import { refuseCrossSite } from '../../platform/http/security.ts'
import type { Jobs } from '../../platform/jobs/jobs.ts'
import { collectOutside } from '../collect-outside.ts'
import { getSharedPdf, type SharedPdfDeps } from '../get-shared-pdf.ts'
import { GRANT_LIFETIME_MS, type Shown, sealGrant } from '../grant.ts'
import { type OpenDeps, type OpenedShare, openFully, openShare } from '../open-share.ts'
import { codePage, mailboxPage, passcodePage, problemPage, wordsFor } from '../pages.ts'
import { proveMailbox, provePasscode, sendViewerCode } from '../prove-viewer.ts'
import { getRawDocument } from '../raw-document.ts'
import { createSharedPages } from '../shared-page.ts'
import { refreshChecks } from '../shared-resume.ts'
import type { ShareRow } from '../store.ts'
import type { ViewCounter } from '../view-counter.ts'
import { sendPlain, sendResume } from './page-answer.ts'

export interface PublicDeps extends OpenDeps, SharedPdfDeps, CodeDeps {
  jobs: Jobs
  limit: Limit
  baseUrl: string
  secureCookies: boolean
  loaders: Loaders
  allowExampleContexts: boolean
  views: ViewCounter
  /** who looks, if they are signed in: one's own visits are not counted */
  viewerOf: (request: FastifyRequest) => Promise<string | undefined>
}

type Ask = FastifyRequest<{ Params: { slug: string; id: string }; Body: Map<string, string[]> | undefined }>

const NOTE = 'laurel_view'
const noteOf = (request: Ask): string | undefined => request.cookies[NOTE]
const hidden = { schema: { hide: true } as object }

/** The pages behind a link. They read well without a script, set no cookie on an open link, and a GET never uses anything up. */
export function publicResumeRoutes(app: FastifyInstance, deps: PublicDeps): void {
  readForms(app)
  const pageOf = createSharedPages(deps)
  const admit = (request: FastifyRequest, reply: FastifyReply): Promise<void> =>
    deps.limit('publicResume', request.ip, (name, value) => void reply.header(name, value))
  const wordsOf = (request: FastifyRequest) => wordsFor(request.headers['accept-language'])
  const gateOf = (request: Ask, { missing }: OpenedShare) => (missing === 'passcode' ? passcodePage : mailboxPage)(wordsOf(request))

  /** Refusals of a link, in the reader's language. */
  const answering =
    (work: (request: Ask, reply: FastifyReply) => Promise<FastifyReply>) =>
    async (request: Ask, reply: FastifyReply): Promise<FastifyReply> => {
      try {
        return await work(request, reply)
      } catch (error) {
        if (!isProblem(error) || !['not-found', 'gone', 'forbidden'].includes(error.kind)) throw error
        return sendPlain(reply, problemPage(wordsOf(request), error), statusOf(error))
      }
    }

  const countView = async (request: Ask, share: ShareRow): Promise<void> => {
    if (request.method === 'GET' && (await deps.viewerOf(request)) !== share.personId) deps.views.count(share.id, deps.now())
  }

  const showResume = async (request: Ask, reply: FastifyReply, share: ShareRow): Promise<FastifyReply> => {
    const { page, hasDocuments, oldestCheck } = await pageOf(share)
    await countView(request, share)
    refreshChecks(deps, share.personId, oldestCheck).catch((error: unknown) => request.log.warn({ err: error }, 'refresh'))
    return sendResume(request, reply, page, {
      isPublic: share.isPublic,
      isGuarded: share.passcodeHash !== null || share.emails.length > 0,
      // the check in the browser asks issuers themselves where their sites allow it
      reaches: hasDocuments ? "'self' https:" : "'none'",
    })
  }

  app.get(
    '/r/:slug',
    hidden,
    answering(async (request, reply) => {
      await admit(request, reply)
      const opened = await openShare(deps, request.params.slug, noteOf(request))
      return opened.missing ? sendPlain(reply, gateOf(request, opened)) : showResume(request, reply, opened.share)
    }),
  )

  const countTry = async (request: Ask, reply: FastifyReply, share: ShareRow): Promise<void> => {
    await deps.limit('shareTries', `${share.id} ${request.ip}`, (name, value) => void reply.header(name, value))
    await deps.limit('shareTriesInAll', share.id)
  }

  /** Back to the page by a GET, with a note of what was shown; it goes to this link alone and ends in two hours. */
  const letIn = (reply: FastifyReply, share: ShareRow, shown: Shown): FastifyReply =>
    reply
      .setCookie(NOTE, sealGrant(deps.seal, share, shown, deps.now()), {
        path: `/r/${share.slug}`,
        httpOnly: true,
        sameSite: 'lax',
        secure: deps.secureCookies,
        maxAge: GRANT_LIFETIME_MS / 1_000,
      })
      .header('cache-control', 'no-store')
      .redirect(`/r/${share.slug}`, 303)

  const takePasscode = async (request: Ask, reply: FastifyReply, { share, shown }: OpenedShare): Promise<FastifyReply> => {
    await countTry(request, reply, share)
    try {
      await provePasscode(share, request.body?.get('passcode')?.[0] ?? '')
    } catch (error) {
      if (!isProblem(error)) throw error
      const words = wordsOf(request)
      return sendPlain(reply, passcodePage(words, words.gate.passcodeWrong), statusOf(error))
    }
    return letIn(reply, share, { ...shown, passcode: true })
  }

  const takeMailbox = async (request: Ask, reply: FastifyReply, { share, shown }: OpenedShare): Promise<FastifyReply> => {
    const words = wordsOf(request)
    const email = request.body?.get('email')?.[0]?.trim() ?? ''
    const code = request.body?.get('code')?.[0]
    try {
      if (code === undefined) {
        await deps.limit('codeByAddress', request.ip)
        await deps.limit('codeByMailbox', `${share.id} ${email.toLowerCase()}`)
        return sendPlain(reply, codePage(words, await sendViewerCode(deps, share, email)))
      }
      await countTry(request, reply, share)
      return letIn(reply, share, { ...shown, email: await proveMailbox(deps, share, email, code) })
    } catch (error) {
      if (!isProblem(error) || error.kind !== 'invalid') throw error
      const isAddress = error.code === 'email_unreadable'
      const page = isAddress ? mailboxPage(words, words.gate.emailInvalid) : codePage(words, email, words.gate.codeWrong)
      return sendPlain(reply, page, 403)
    }
  }

  app.post(
    '/r/:slug',
    hidden,
    answering(async (request, reply) => {
      await admit(request, reply)
      refuseCrossSite(request, deps.baseUrl)
      const opened = await openShare(deps, request.params.slug, noteOf(request))
      if (!opened.missing) return reply.redirect(`/r/${opened.share.slug}`, 303)
      return (opened.missing === 'passcode' ? takePasscode : takeMailbox)(request, reply, opened)
    }),
  )

  app.get(
    '/r/:slug/resume.pdf',
    hidden,
    answering(async (request, reply) => {
      await admit(request, reply)
      const share = await openFully(deps, request.params.slug, noteOf(request))
      const bytes = await getSharedPdf(deps, share)
      return reply
        .headers({ 'content-disposition': 'attachment; filename="resume.pdf"', 'cache-control': 'no-store', 'x-robots-tag': 'noindex' })
        .type('application/pdf')
        .send(Buffer.from(bytes))
    }),
  )

  app.get(
    '/r/:slug/credentials/:id',
    hidden,
    answering(async (request, reply) => {
      await admit(request, reply)
      const share = await openFully(deps, request.params.slug, noteOf(request))
      const { document, form } = await getRawDocument(deps, share, request.params.id)
      return reply
        .headers({ 'cache-control': 'no-store', 'x-robots-tag': 'noindex', 'content-security-policy': "default-src 'none'; sandbox" })
        .type(form === 'json' ? 'application/json; charset=utf-8' : 'text/plain; charset=utf-8')
        .send(document)
    }),
  )

  app.get(
    '/r/:slug/credentials/:id/outside',
    hidden,
    answering(async (request, reply) => {
      await admit(request, reply)
      await deps.limit('checkHere', request.ip, (name, value) => void reply.header(name, value))
      const share = await openFully(deps, request.params.slug, noteOf(request))
      const { document } = await getRawDocument(deps, share, request.params.id)
      return reply
        .header('cache-control', 'no-store')
        .type('application/json; charset=utf-8')
        .send(JSON.stringify(await collectOutside(deps, document)))
    }),
  )
}
