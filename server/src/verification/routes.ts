import type { FastifyInstance } from 'fastify'
import type { PlatformCaller, ReaderCaller } from '../core/caller.ts'
import { newSecret } from '../core/id.ts'
import type { Exchange } from '../platform/http/exchange.ts'
import type { Limit } from '../platform/http/limits.ts'
import { register } from '../platform/http/register.ts'
import * as api from './api.ts'
import { addSkill, listCatalogue } from './catalogue.ts'
import { chooseMethod } from './choose-method.ts'
import type { VerificationDeps } from './deps.ts'
import { bodyOf, textOf } from './fields.ts'
import { generateAssessment, retakeAssessment } from './generate-assessment.ts'
import type { Named } from './get-session.ts'
import { openVault, sendVaultCode } from './open-vault.ts'
import { readAssessment, readAttempts } from './read-assessment.ts'
import * as read from './read-steps.ts'
import { readMetadata, readUserVerifications, readVault, readVerification } from './read-user.ts'
import { sendReview } from './send-review.ts'
import { sendReviewCode } from './send-review-code.ts'
import { checkSignature } from './signed-request.ts'
import { simulateReview } from './simulate-review.ts'
import { startAtOnce } from './start-at-once.ts'
import { type OwnDeps, startOwnVerification } from './start-own-verification.ts'
import { needApiKey, startVerification } from './start-verification.ts'
import { storeItems } from './store-items.ts'
import { storeReviewer } from './store-reviewer.ts'
import { storeSkills } from './store-skills.ts'
import { submitAssessment } from './submit-assessment.ts'
import { submitReview } from './submit-review.ts'
import { companyName, emailSuggestions } from './suggest-reviewers.ts'
import { updateEmail } from './update-email.ts'
import { verifyUrl } from './verify-url.ts'

export type RouteDeps = VerificationDeps & { limit: Limit; secureCookies: boolean }

type Sent = { body?: unknown; query?: unknown; params?: unknown }

/** How a call names its verification: body, query, path, or the header `x-session-token`. */
function namedIn({ body, query, params }: Sent, http: Exchange): Named {
  const places = [bodyOf(body), bodyOf(query), bodyOf(params)]
  const first = (name: string): string => places.map((place) => textOf(place, name)).find((text) => text !== '') ?? ''
  return {
    verificationId: first('recordVerificationId'),
    sessionToken: first('sessionToken') || (http.header('x-session-token')?.trim() ?? ''),
  }
}

const done = <T>(data: T, message?: string) => ({ success: true as const, data, ...(message !== undefined && { message }) })

/** Steps, items and sessions. */
function stepRoutes(app: FastifyInstance, deps: RouteDeps, timed: Timed): void {
  register(app, api.startVerification, async ({ body }, caller, http) => timed(http, done(await startVerification(deps, caller, body))))
  register(app, api.storeSkills, async (input, caller, http) =>
    done(await storeSkills(deps, caller, namedIn(input, http), input.body), 'Skill verifications replaced successfully'),
  )
  register(app, api.chooseMethod, async (input, caller, http) =>
    done(await chooseMethod(deps, caller, namedIn(input, http), input.body), 'Verification method stored successfully'),
  )
  register(app, api.storeItems, async (input, caller, http) =>
    done(await storeItems(deps, caller, namedIn(input, http), input.body), 'Verification items synced successfully'),
  )
  register(app, api.readSkills, async ({ params, query }, caller, http) =>
    timed(http, done(await read.readSkills(deps, readerOf(caller, query), idOf(params)))),
  )
  register(app, api.readItems, async ({ params, query }, caller, http) =>
    timed(http, done(await read.readItems(deps, readerOf(caller, query), idOf(params)))),
  )
  register(app, api.readSession, async ({ params }, { platform }) =>
    done(await read.readSession(deps, platform, params.sessionToken.trim())),
  )
  register(app, api.readSessionEmail, async ({ params }, { platform }) => read.readSessionEmail(deps, platform, params.sessionToken.trim()))
  register(app, api.updateEmail, async ({ body }, { platform }) => {
    await updateEmail(deps, platform, body)
    return { success: true as const, message: 'Email updated successfully' }
  })
}

const idOf = (params: { recordVerificationId: string }): string => params.recordVerificationId.trim()

const readerOf = (caller: ReaderCaller, query: { reviewerToken?: string | undefined }): read.Reader => ({
  caller,
  reviewerToken: textOf(query, 'reviewerToken'),
})

/** Reviewers: who is asked, and what they answer. */
function humanRoutes(app: FastifyInstance, deps: RouteDeps, timed: Timed): void {
  register(app, api.storeReviewer, async (input, caller, http) =>
    done(await storeReviewer(deps, caller, namedIn(input, http), input.body), 'Reviewer details stored successfully'),
  )
  register(app, api.companyName, async ({ query }, caller) => done(await companyName(deps, caller, textOf(query, 'website'))))
  register(app, api.emailSuggestions, async ({ query }, caller) =>
    done(await emailSuggestions(deps, caller, textOf(query, 'website'), textOf(query, 'email'))),
  )
  register(app, api.readReviewer, async ({ params, query }, caller) =>
    done(await read.readReviewer(deps, readerOf(caller, query), idOf(params))),
  )
  register(app, api.sendReview, async (input, caller, http) =>
    timed(http, done(await sendReview(deps, caller, namedIn(input, http)), 'Reviewer email sent successfully')),
  )
  register(app, api.readHumanSkills, async ({ params, query }, caller) =>
    done(await read.readHumanSkills(deps, readerOf(caller, query), idOf(params))),
  )
  register(app, api.readVerifyPage, async ({ params, query }, caller, http) =>
    timed(http, done(await read.readVerifyPage(deps, readerOf(caller, query), idOf(params)))),
  )
  register(app, api.readHumanStatus, async ({ params, query }, caller) => read.readHumanStatus(deps, readerOf(caller, query), idOf(params)))
  register(app, api.sendReviewCode, async ({ query }, _caller, http) => {
    const admit = async (address: string): Promise<void> => {
      await deps.limit('codeByAddress', http.ip, http.set)
      await deps.limit('codeByMailbox', address, http.set)
    }
    return done(await sendReviewCode(deps, textOf(query, 'reviewerToken'), admit), 'Code sent successfully')
  })
  register(app, api.submitReview, async ({ query, body }, _caller, http) => {
    await deps.limit('codeTriesByAddress', http.ip, http.set)
    const origin = { ip: http.ip, device: http.header('user-agent') ?? '' }
    return timed(http, done(await submitReview(deps, textOf(query, 'reviewerToken'), body, origin), 'Skills verified successfully'))
  })
  register(app, api.simulateReview, async (input, caller, http) =>
    timed(http, done(await simulateReview(deps, caller, namedIn(input, http), input.body), 'Skills verified successfully')),
  )
}

function assessmentRoutes(app: FastifyInstance, deps: RouteDeps, timed: Timed): void {
  register(app, api.generateAssessment, async (input, caller, http) =>
    timed(http, done(await generateAssessment(deps, caller, namedIn(input, http)), 'Assessment generated successfully')),
  )
  register(app, api.retakeAssessment, async (input, caller, http) =>
    timed(http, done(await retakeAssessment(deps, caller, namedIn(input, http)), 'Retake assessment generated successfully')),
  )
  register(app, api.readAssessment, async (input, caller, http) =>
    timed(http, done(await readAssessment(deps, caller, namedIn(input, http)))),
  )
  register(app, api.submitAssessment, async (input, caller, http) =>
    done(await submitAssessment(deps, caller, namedIn(input, http), input.body), 'Assessment submitted successfully'),
  )
  register(app, api.readAttempts, async (input, caller, http) => done(await readAttempts(deps, caller, namedIn(input, http))))
}

/** The platform's own server only. */
const byKey = (caller: PlatformCaller): PlatformCaller => {
  needApiKey(caller)
  return caller
}

const MOST_SKILLS = 200

function recordRoutes(app: FastifyInstance, deps: RouteDeps): void {
  register(app, api.listCatalogue, async ({ query }, caller) => {
    const page = { limit: Math.min(MOST_SKILLS, Number(query.limit ?? MOST_SKILLS)), offset: Number(query.offset ?? 0) }
    return done(await listCatalogue(deps, caller, { query: query.query ?? '', ...page }))
  })
  register(app, api.addSkill, async ({ body }, caller) => done(await addSkill(deps, byKey(caller), body)))
  register(app, api.startAtOnce, async ({ body }, caller) => {
    const { data, warnings } = await startAtOnce(deps, caller, body)
    return { success: true as const, data, ...(warnings && { warnings }) }
  })
  register(app, api.readVerification, async ({ params }, caller) =>
    done(await readVerification(deps, caller, { verificationId: params.verificationId.trim(), sessionToken: '' })),
  )
  register(app, api.readUserVerifications, async ({ params }, caller) =>
    done(await readUserVerifications(deps, byKey(caller), params.userId)),
  )
  register(app, api.readVault, async ({ params }, caller) => readVault(deps, byKey(caller), params.userId))
}

type Timed = <T extends object>(http: Exchange, answer: T) => T & { executionTime: string }

/** Generation A with its envelope, and generation B. */
export function verificationRoutes(app: FastifyInstance, deps: RouteDeps): void {
  const timed: Timed = (http, answer) => ({ ...answer, executionTime: `${Math.max(0, deps.now().getTime() - http.startedAt.getTime())}ms` })
  stepRoutes(app, deps, timed)
  humanRoutes(app, deps, timed)
  assessmentRoutes(app, deps, timed)
  recordRoutes(app, deps)
}

/** The two endpoints whose refusals are flat. @see facts 1.3 */
export function flatVerificationRoutes(app: FastifyInstance, deps: RouteDeps): void {
  register(app, api.verifyUrl, async ({ body }) => done(await verifyUrl(deps, body)))
  register(app, api.readMetadata, async ({ params }, caller, http) => {
    const header = (name: string): string => http.header(name)?.trim() ?? ''
    const signed = { timestamp: header('x-timestamp'), signature: header('x-signature'), method: 'GET', url: http.url, body: '' }
    await checkSignature(deps, caller, signed)
    return done(await readMetadata(deps, caller, params.recordUserId.trim()))
  })
}

/** What a signed-in person starts themselves. */
export function ownVerificationRoutes(app: FastifyInstance, deps: RouteDeps & OwnDeps): void {
  register(app, api.startOwnVerification, async ({ body }, { personId }, http) => {
    await deps.limit('ownVerification', personId, http.set)
    http.set('cache-control', 'no-store')
    return startOwnVerification(deps, personId, body)
  })
}

const VAULT_COOKIE = 'laurel_vault'
const VAULT_COOKIE_SECONDS = 3_600

/** The vault for people, by a code mailed to their address. */
export function vaultRoutes(app: FastifyInstance, deps: RouteDeps): void {
  register(app, api.sendVaultCode, async ({ body }, _caller, http) => {
    await deps.limit('codeByAddress', http.ip, http.set)
    await deps.limit('codeByMailbox', body.email.trim().toLowerCase(), http.set)
    const browser = http.cookie(VAULT_COOKIE) ?? newSecret()
    http.setCookie(VAULT_COOKIE, browser, { maxAgeSeconds: VAULT_COOKIE_SECONDS, secure: deps.secureCookies })
    return sendVaultCode(deps, body.email, body.mode ?? 'live', browser)
  })
  register(app, api.openVault, async ({ body }, _caller, http) => {
    await deps.limit('codeTriesByAddress', http.ip, http.set)
    http.set('cache-control', 'no-store')
    return openVault(deps, body.email, body.mode ?? 'live', body.code, http.cookie(VAULT_COOKIE) ?? '')
  })
}
