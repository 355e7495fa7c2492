import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import cookie from '@fastify/cookie'
import underPressure from '@fastify/under-pressure'
import type { Loaders } from '@laurel/credentials'
import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify'
import type { Redis } from 'ioredis'
import { findSignedIn, SESSION_COOKIE, startErasure } from './accounts/index.ts'
import { accountsRoutes } from './accounts/routes.ts'
import { adminRoutes } from './admin/routes.ts'
import { type AuditLog, beginAuditLog, createAuditKey, createAuditLog } from './audit/index.ts'
import { auditRoutes } from './audit/routes.ts'
import { createAuthenticators } from './authenticators.ts'
import type { Config } from './config.ts'
import type { Mode, PlatformCaller, ReaderCaller } from './core/caller.ts'
import { languageFor } from './core/catalogue/index.ts'
import { newSecret } from './core/id.ts'
import { after, type Clock } from './core/time.ts'
import type { Section } from './core/words.ts'
import { startMailDelivery, startWebhookSender } from './delivery/index.ts'
import { deliveryAdminRoutes, webhookRoutes } from './delivery/routes.ts'
import { envelopeFor, openDoor } from './door.ts'
import { createKeptAnswers, createTypesetter, type ExportDeps, getResumeFiles } from './exports/index.ts'
import { exportRoutes } from './exports/routes.ts'
import { nothingHere } from './first-words.ts'
import { startHousekeeping } from './housekeeping.ts'
import { connectionRoutes } from './intake/connections/routes.ts'
import { findRoutes } from './intake/find/routes.ts'
import {
  askForRecheckOfIssuers,
  createUploadReader,
  createUploadTurns,
  getUpload,
  issuedChanged,
  listOpenAlertsOf,
  listUploads,
  sendSample,
  settleAlerts,
  startFinding,
  startRechecks,
} from './intake/index.ts'
import { noticeRoutes } from './intake/notices/routes.ts'
import { openBadgesRoutes } from './intake/open-badges/routes.ts'
import { pullRoutes } from './intake/pulls/routes.ts'
import { claimRoutes, partnerRoutes } from './intake/routes.ts'
import { ensureKeys, type IssuingDeps, ownDocument } from './issuing/index.ts'
import { issuingAdminRoutes, issuingRoutes } from './issuing/routes.ts'
import { vcApiRoutes } from './issuing/vc-api/routes.ts'
import { pageRoutes } from './pages.ts'
import { createIssuerRegistry, findPartner, secretsOfKey } from './partners/index.ts'
import { issuerAdminRoutes } from './partners/issuers/routes.ts'
import { logoRoutes } from './partners/logos/routes.ts'
import { platformAdminRoutes } from './partners/platforms/routes.ts'
import { partnerPortalRoutes, type SentByPartner } from './partners/portal/routes.ts'
import { partnerAdminRoutes, partnerPageRoutes, tokenRoutes } from './partners/routes.ts'
import { exportParts, forgetParts } from './person-data.ts'
import type { Database, Tx } from './platform/db/client.ts'
import { asStep, type FaultPoints } from './platform/fault-points.ts'
import type { Admission } from './platform/http/admission.ts'
import { withOtherMethodsRefused } from './platform/http/allowed-methods.ts'
import { createBodyBudget } from './platform/http/body-budget.ts'
import { credentialError, imsxStatus, oauthError, problemDetails, skillApi, skillApiFlat } from './platform/http/envelopes.ts'
import { httpProblems } from './platform/http/faults.ts'
import { healthRoutes } from './platform/http/health.ts'
import { createLimits } from './platform/http/limits.ts'
import { answerError, mount, refuse } from './platform/http/mount.ts'
import { describeApi } from './platform/http/openapi.ts'
import { answerRawError } from './platform/http/raw-errors.ts'
import { secureHeaders } from './platform/http/security.ts'
import { validateRequests } from './platform/http/validate.ts'
import { serveWebApp } from './platform/http/web-app.ts'
import type { Jobs } from './platform/jobs/jobs.ts'
import { keptSecret } from './platform/kept-secret.ts'
import { createMailer } from './platform/mail/mailer.ts'
import { createModel } from './platform/model/model.ts'
import { createSafeFetch } from './platform/net/safe-fetch.ts'
import { createSeal } from './platform/seal.ts'
import { createShortCodes } from './platform/short-codes.ts'
import { traceRequests } from './platform/tracing.ts'
import { createLoaders, createVerification, createVerifier } from './platform/verifier.ts'
import { importRoutes } from './resume/import/routes.ts'
import { listEntries } from './resume/index.ts'
import { resumeRoutes } from './resume/routes.ts'
import { readSample } from './samples.ts'
import { createViewCounter, printedLink } from './sharing/index.ts'
import { pageEnvelope } from './sharing/routes/page-answer.ts'
import { sharingRoutes } from './sharing/routes/person.ts'
import { publicResumeRoutes } from './sharing/routes/public.ts'
import { badgeChanged, createQuestionWriter, createSessionCache, loadBank, rememberOrigin, startSweep } from './verification/index.ts'
import { flatVerificationRoutes, ownVerificationRoutes, vaultRoutes, verificationRoutes } from './verification/routes.ts'
import { waitingWork } from './waiting.ts'
import { walletCredentialRoutes, walletDiscoveryRoutes, walletTokenRoutes } from './wallet/openid4vci/routes.ts'
import { walletRoutes } from './wallet/routes.ts'

export interface AppParts {
  config: Config
  database: Database
  jobs: Jobs
  redis: Redis | undefined
  adminToken: string
  webFolder: string
  logger?: FastifyInstance['log']
  /** lets steps of requests fail (tests) */
  faults?: FaultPoints | undefined
  /** when newcomers are told to come again; absent, nobody is (tests start many engines in one process) */
  admission?: Admission
}

const REQUEST_TIMEOUT_MS = 30_000
const MOST_LOOP_DELAY_MS = 2_000
/** Longer than a model may take to write questions. */
const CONNECTION_TIMEOUT_MS = 100_000
const MAX_PARAM_LENGTH = 4_000
const RECHECK_DEADLINE_MS = 120_000

/** A worker answers those who watch it, and nobody else. */
const onlyHealth = async ({ url }: FastifyRequest): Promise<void> => {
  if (!/^\/(?:health|metrics)(?:[/?]|$)/.test(url)) throw httpProblems.not_found()
}

const startNothing = (..._given: unknown[]) => ({ wake: () => {}, stop: async () => {} })

/** The one clock of a server; tests move it. */
export const clockOf =
  (config: Config): Clock =>
  () =>
    after(new Date(), config.clockOffsetMs)

/** LAUREL_SECRET, or the one made at first start. */
export const secretOf = async (config: Config): Promise<string> =>
  config.secret ?? (await keptSecret(config.dataDir, 'secret', newSecret)).secret

export const auditLogOf = async (config: Config): Promise<AuditLog> =>
  createAuditLog({ now: clockOf(config), key: createAuditKey(await secretOf(config)) })

/** The composition root: makes what each domain needs, mounts each API and names its envelope. */
export async function createApp(parts: AppParts): Promise<FastifyInstance> {
  const { config, database, jobs, redis } = parts
  const { db } = database
  const { baseUrl } = config
  const now = clockOf(config)
  const isHttps = baseUrl.startsWith('https:')
  const turns = createUploadTurns()
  const { door, senders } = openDoor({ database, admission: parts.admission, turns })
  const app = Fastify({
    ...(door && { serverFactory: door.serverFactory }),
    ...(parts.logger ? { loggerInstance: parts.logger } : { logger: false }),
    trustProxy: typeof config.trustProxy === 'number' ? (_address: string, hop: number) => hop < 1 : config.trustProxy,
    requestTimeout: REQUEST_TIMEOUT_MS,
    connectionTimeout: CONNECTION_TIMEOUT_MS,
    routerOptions: { maxParamLength: MAX_PARAM_LENGTH },
    return503OnClosing: false,
    http: { connectionsCheckingInterval: 2_000, headersTimeout: 20_000 },
    forceCloseConnections: 'idle',
    clientErrorHandler: answerRawError,
    frameworkErrors: (error, request, reply) =>
      void answerError(error, request as FastifyRequest, reply as FastifyReply, envelopeFor(request.url)),
  }) as unknown as FastifyInstance
  validateRequests(app)
  app.decorateRequest('startedAt')
  app.decorateRequest('caller')
  const { faults } = parts
  if (config.otlpEndpoint !== undefined) traceRequests(app)
  door?.watch(app)
  if (faults) app.addHook('onRequest', (_request, _reply, done) => faults.request(done))
  if (config.role === 'worker') app.addHook('onRequest', onlyHealth)
  app.addHook('onRequest', async (request) => {
    request.startedAt = now()
    if (request.url.includes('%00')) throw httpProblems.text_impossible()
  })
  app.setErrorHandler((error, request, reply) => answerError(error, request, reply, envelopeFor(request.url)))
  await app.register(underPressure, {
    maxEventLoopDelay: parts.admission ? MOST_LOOP_DELAY_MS : 0,
    retryAfter: 10,
    pressureHandler: (request, reply) => void refuse(reply, envelopeFor(request.url), httpProblems.server_busy({ retryAfterSeconds: 10 })),
  })
  await secureHeaders(app, isHttps)
  await app.register(cookie)
  await describeApi(app, baseUrl)
  const render = await serveWebApp(app, parts.webFolder)
  app.setNotFoundHandler((request, reply) => {
    if (request.url.startsWith('/api/') || request.url.startsWith('/ims/'))
      return refuse(reply, envelopeFor(request.url), httpProblems.not_found())
    return render(reply, nothingHere(languageFor(request.headers['accept-language'])))
  })

  const secret = await secretOf(config)
  const codes = createShortCodes(secret)
  const limit = createLimits(config.rateLimitScale, redis, codes)
  const mounting = { authenticators: createAuthenticators({ db, now, baseUrl, adminToken: parts.adminToken }), budget: createBodyBudget() }
  const uploads = createUploadReader()
  app.addHook('onClose', () => uploads.close())
  const seal = createSeal(secret)
  const audit = await auditLogOf(config)
  await beginAuditLog({ db, now, key: audit.key })
  await ensureKeys({ db, now, seal })
  const outside = asStep(faults, 'send', createSafeFetch(config.fetchAllowPrivate))
  const answers = createKeptAnswers(now)
  const fetchKept = answers.remembering(outside)
  const loaders: Loaders = createLoaders({
    contextsDir: config.contextsDir,
    cacheDir: join(config.dataDir, 'contexts'),
    // what this server publishes itself is not asked for over the network
    fetch: async (url, options) => (await ownDocument(issuing, url)) ?? fetchKept(url, options),
  })
  const issuing: IssuingDeps = { db, now, seal, baseUrl, loaders }
  const verification = createVerification({
    loaders,
    allowExampleContexts: config.allowExampleContexts,
    now,
    registry: createIssuerRegistry(db),
  })
  app.addHook('onClose', () => verification.close())
  const verifier = createVerifier(verification.verify)
  // a web process leaves the work beside requests to others
  const works = config.role !== 'web'
  const rechecks = (works ? startRechecks : startNothing)({
    db,
    jobs,
    now,
    baseUrl,
    verifier: createVerifier(verification.verify, RECHECK_DEADLINE_MS),
    onError: (error) => app.log.warn({ err: error }, 'recheck'),
  })
  app.addHook('onClose', () => rechecks.stop())
  const secretsOf = async (keyId: string) => ({ publicId: keyId, secrets: await secretsOfKey({ db, now, seal }, keyId) })
  const privateWebhooks = (mode: Mode): boolean => mode === 'test' && config.webhookAllowPrivate
  const webhookFetch = { open: createSafeFetch(true), guarded: createSafeFetch(false) }
  const webhooks = (works ? startWebhookSender : startNothing)({
    db,
    now,
    secretsOf,
    fetchFor: (mode) => (privateWebhooks(mode) ? webhookFetch.open : webhookFetch.guarded),
    onError: (error) => app.log.warn({ err: error }, 'webhook'),
  })
  app.addHook('onClose', () => webhooks.stop())
  const deps = {
    db,
    audit,
    jobs,
    now,
    limit,
    baseUrl,
    secureCookies: isHttps,
    verifier,
    readUpload: uploads.read,
    turns,
    partnerOf: (id: string) => findPartner(db, id),
    seal,
    codes,
    loaders,
    allowExampleContexts: config.allowExampleContexts,
    verifyWhole: verification.verify,
    secretsOf,
    privateWebhooks,
    wakeWebhooks: webhooks.wake,
    issuing,
    fetchLogo: outside,
    mailPolicy: config.mail,
    wakeRechecks: rechecks.wake,
    onTypesMapped: (tx: Tx, partnerId: string, types: Readonly<Record<string, Section>>) => settleAlerts({ now }, tx, partnerId, types),
    onIssuersChanged: (tx: Tx, ids: readonly string[]) => askForRecheckOfIssuers(tx, ids, now()),
    onCredentialChanged: async (tx: Tx, change: { id: string; purpose: 'revocation' | 'suspension'; set: boolean }) => {
      await issuedChanged({ jobs, now, baseUrl }, tx, change)
      await badgeChanged({ now }, tx, change)
    },
  }
  const views = createViewCounter({ db, onError: (error) => app.log.warn({ err: error }, 'views') })
  app.addHook('onClose', () => views.close())
  const viewerOf = async (request: FastifyRequest) => (await findSignedIn(db, request.cookies[SESSION_COOKIE], now()))?.personId
  const sent: SentByPartner = {
    listUploads: (partnerId, page) => listUploads(deps, partnerId, page),
    getUpload: (partnerId, id) => getUpload(deps, partnerId, id),
    listAlerts: (partnerId) => listOpenAlertsOf(db, partnerId),
    sendSample: async (partnerId, sample) => sendSample(deps, partnerId, await readSample(sample)),
  }
  const typesetter = createTypesetter()
  app.addHook('onClose', () => typesetter.close())
  const exportDeps: ExportDeps = { ...deps, typesetter, answers, printedLink: (personId, shareId) => printedLink(deps, personId, shareId) }
  const walletDeps = { ...deps, resumeFiles: (personId: string) => getResumeFiles(exportDeps, personId) }
  const bank = await loadBank(fileURLToPath(new URL('../items', import.meta.url)))
  const { url, name, key } = config.model
  const skillDeps = {
    ...deps,
    bank,
    fetch: outside,
    cache: createSessionCache(redis),
    writeQuestions: createQuestionWriter({
      bank,
      model: url !== undefined && name !== undefined ? createModel({ url, name, key }) : undefined,
      secondOpinion: config.model.secondOpinion,
      onError: (error) => app.log.warn({ err: error }, 'model'),
    }),
  }
  const mailer = createMailer({ smtpUrl: config.mail.smtpUrl, from: config.mail.from, dataDir: config.dataDir })
  const erasure = (works ? startErasure : startNothing)({ db, now, forget: forgetParts({ ...skillDeps, mailer }) }, (error) =>
    app.log.warn({ err: error }, 'erasure'),
  )
  const sweeping = (works ? startSweep : startNothing)(skillDeps, (error) => app.log.warn({ err: error }, 'sweep'))
  app.addHook('onClose', async () => void (await Promise.all([erasure.stop(), sweeping.stop()])))
  const admitSkillCall = async (request: FastifyRequest, reply: FastifyReply): Promise<void> => {
    const caller = request.caller as PlatformCaller | ReaderCaller
    const platform = 'keyId' in caller ? caller : (caller as ReaderCaller).platform
    const tell = (header: string, value: string): void => void reply.header(header, value)
    if (platform) await limit('skillApi', platform.keyId, tell)
    else await limit('openRead', request.ip, tell)
    await rememberOrigin(skillDeps, caller, { ip: request.ip, device: request.headers['user-agent'] ?? '' })
  }

  mount(app, mounting, { envelope: oauthError, routes: (scope) => tokenRoutes(scope, deps) })
  mount(app, mounting, {
    envelope: pageEnvelope,
    routes: (scope) => publicResumeRoutes(scope, { ...exportDeps, ...deps, views, viewerOf }),
  })
  mount(app, mounting, {
    envelope: imsxStatus,
    routes: (scope) => partnerRoutes(scope, deps),
    admit: async (request, reply) => {
      const { partnerId } = request.caller as { partnerId: string }
      senders.saw(request.headers.authorization, partnerId)
      await limit(request.method === 'POST' ? 'upload' : 'partnerRead', partnerId, (name, value) => void reply.header(name, value))
    },
  })
  mount(app, mounting, {
    envelope: imsxStatus,
    routes: (scope) => openBadgesRoutes(scope, deps),
    admit: async (request, reply) => {
      const { partnerId } = request.caller as { partnerId?: string }
      const name = partnerId === undefined ? 'openRead' : request.method === 'POST' ? 'upload' : 'partnerRead'
      await limit(name, partnerId ?? request.ip, (header, value) => void reply.header(header, value))
    },
  })
  mount(app, mounting, {
    envelope: problemDetails,
    routes: (scope) => {
      accountsRoutes(scope, { ...deps, exportParts: exportParts(exportDeps) })
      connectionRoutes(scope, deps)
      claimRoutes(scope, deps)
      pullRoutes(scope, deps)
      findRoutes(scope, deps)
      resumeRoutes(scope, deps)
      exportRoutes(scope, exportDeps)
      noticeRoutes(scope, deps)
      sharingRoutes(scope, deps)
      partnerPageRoutes(scope, deps)
      logoRoutes(scope, deps)
      issuerAdminRoutes(scope, deps)
      partnerAdminRoutes(scope, deps)
      partnerPortalRoutes(scope, { ...deps, sent })
      auditRoutes(scope, deps)
      adminRoutes(scope, deps)
      platformAdminRoutes(scope, deps)
      deliveryAdminRoutes(scope, deps)
      issuingRoutes(scope, deps)
      issuingAdminRoutes(scope, deps)
      vcApiRoutes(scope, deps)
      vaultRoutes(scope, skillDeps)
      ownVerificationRoutes(scope, { ...skillDeps, entriesOf: (personId) => listEntries(deps, personId) })
      walletRoutes(scope, walletDeps)
    },
  })
  mount(app, mounting, {
    envelope: skillApi,
    crossOrigin: true,
    admit: admitSkillCall,
    routes: (scope) => {
      webhookRoutes(scope, deps)
      verificationRoutes(scope, skillDeps)
    },
  })
  mount(app, mounting, {
    envelope: skillApiFlat,
    crossOrigin: true,
    admit: admitSkillCall,
    routes: (scope) => flatVerificationRoutes(scope, skillDeps),
  })
  mount(app, mounting, { envelope: problemDetails, crossOrigin: true, routes: (scope) => walletDiscoveryRoutes(scope, walletDeps) })
  mount(app, mounting, { envelope: oauthError, crossOrigin: true, routes: (scope) => walletTokenRoutes(scope, walletDeps) })
  mount(app, mounting, { envelope: credentialError, crossOrigin: true, routes: (scope) => walletCredentialRoutes(scope, walletDeps) })
  mount(app, mounting, { envelope: problemDetails, routes: (scope) => importRoutes(scope, { ...deps, fetch: outside }) })
  await healthRoutes(app, {
    database,
    redis,
    waiting: waitingWork({ db, now, jobs }),
    refused: door?.refused,
    production: config.production,
  })
  await withOtherMethodsRefused(app, (scope) => pageRoutes(scope, { db, now, render }))
  if (works) {
    const stopHousekeeping = startHousekeeping({ database, now }, (error) => app.log.warn({ err: error }, 'housekeeping'))
    app.addHook('onClose', async () => stopHousekeeping())
  }
  await startFinding(deps)
  await startMailDelivery({ db, jobs, now, mailer, policy: config.mail })
  return app
}
