import { createHmac } from 'node:crypto'
import { initBody, type TestPlatform, uniqueEmail } from '../platforms.ts'
import { mailedCode, type Sender } from './send.ts'

interface Started {
  sessionToken: string
  recordVerificationId: string
  recordUserId: string
  email: string
}

/** What a platform does: both methods to their end, everything that can be read, its catalogue and its webhooks. */
export async function platformPath(sender: Sender, platform: TestPlatform): Promise<void> {
  const key = (method: string, path: string, body?: unknown) => sender.send('platform', platform.headers, method, `/api/v1${path}`, body)
  const read = (path: string) => sender.send('reader', platform.headers, 'GET', `/api/v1${path}`)
  const start = async (): Promise<Started> => {
    const sent = initBody({ phoneNumber: '+34600111222' })
    return { ...(await key('POST', '/verify', sent)).body.data, email: sent.email }
  }
  const steps = async (session: Started, skills: string[], method: string): Promise<void> => {
    const { recordVerificationId, recordUserId, sessionToken } = session
    await key('POST', '/step1/storeskills/store', {
      recordVerificationId,
      recordUserId,
      skills: skills.map((skillId) => ({ skillId, proofUrls: ['https://example.org/proof'] })),
    })
    await key('POST', '/step2/verification-method', { recordVerificationId, verificationMethod: method })
    await key('POST', '/step3/store-verification-items/store', { sessionToken, projectIds: ['proj_001'], workExperienceIds: ['exp_001'] })
  }
  await key('POST', '/skills', { skillId: `own_weaving_${platform.mode}`, name: 'Weaving', category: 'technical' })
  await key('GET', '/skills?query=java&limit=5')
  await hooks(key)
  await human(sender, platform, await start(), steps)
  if (platform.mode === 'test') await simulated(key, await start(), steps)
  await assessed(key, await start(), steps)
  const session = await start()
  const moved = { sessionToken: session.sessionToken, email: uniqueEmail('new') }
  await sender.send('link', platform.headers, 'POST', '/api/v1/step3/store-verification-items/session/email', moved)
  await key('POST', '/step1/storeskills/verify-url', { url: 'http://127.0.0.1:9/' })
  const { body } = await key('POST', '/verifications', {
    userId: session.recordUserId,
    name: 'Once Only',
    source: { type: 'project', id: 'p-1', title: 'A shop' },
    skills: ['Weaving'],
    method: 'human_endorsement',
    endorsementType: 'peer',
    callbackWebhookUrl: 'https://jobs.example/hooks',
  })
  await key('GET', `/verifications/${body.data.verificationId}`)
  await key('GET', `/users/${session.recordUserId}/verifications`)
  await key('GET', `/vault/${session.recordUserId}`)
  await read('/storereviewerdetails/company-name?website=techcorp.example')
  await read('/storereviewerdetails/email-suggestions?website=techcorp.example')
}

type Key = (method: string, path: string, body?: unknown) => ReturnType<Sender['send']>
type Steps = (session: Started, skills: string[], method: string) => Promise<void>

async function hooks(key: Key): Promise<void> {
  const { body } = await key('POST', '/webhooks', { url: 'https://jobs.example/events', events: ['verification.completed'] })
  await key('GET', '/webhooks')
  await key('GET', '/webhooks/deliveries')
  await key('DELETE', `/webhooks/${body.data.id}`)
}

async function human(sender: Sender, platform: TestPlatform, session: Started, steps: Steps): Promise<void> {
  const { app, send } = sender
  const { recordVerificationId: id, sessionToken, recordUserId } = session
  const key = (method: string, path: string, body?: unknown) => send('platform', platform.headers, method, `/api/v1${path}`, body)
  const read = (path: string) => send('reader', platform.headers, 'GET', `/api/v1${path}`)
  await steps(session, ['skill_javascript', 'skill_react'], 'human')
  const reviewer = uniqueEmail('reviewer')
  await key('POST', '/storereviewerdetails/store', {
    recordVerificationId: id,
    name: 'Rahul Mehta',
    email: reviewer,
    company: 'TechCorp',
    website: 'https://techcorp.example',
  })
  await key('POST', `/humanverification/send-email?recordVerificationId=${id}`, { recordVerificationId: id })
  for (const path of [
    `/step1/storeskills/${id}`,
    `/step3/store-verification-items/get/${id}`,
    `/step3/store-verification-items/session/${sessionToken}`,
    `/step3/store-verification-items/${sessionToken}/email`,
    `/storereviewerdetails/${id}`,
    `/humanverification/skills/${id}`,
    `/humanverification/verify-page/${id}`,
    `/humanverification/status/${id}`,
  ])
    await read(path)
  const { body } = await key('POST', '/humanverification/send-email', { recordVerificationId: id })
  const token = new URL(body.data.reviewLink).searchParams.get('reviewerToken')
  await send('link', {}, 'POST', `/api/v1/humanverification/code?reviewerToken=${token}`)
  const code = await mailedCode(app, reviewer)
  await send('link', {}, 'POST', `/api/v1/humanverification/verify?reviewerToken=${token}`, {
    skillIds: ['skill_react'],
    code,
    comment: 'Good work.',
  })
  const { body: sent } = await key('GET', '/webhooks/deliveries')
  await key('POST', `/webhooks/deliveries/${sent.data.deliveries[0].id}/replay`)
  const { body: vault } = await key('GET', `/vault/${recordUserId}`)
  const badge = JSON.stringify(vault).match(/urn:uuid:([0-9a-f-]{36})/)?.[1]
  for (const format of ['json', 'jwt', 'png', 'svg']) await send('link', {}, 'GET', `/api/v1/badges/${badge}?format=${format}`)
  await metadata(sender, platform, recordUserId)
  const mode = platform.mode
  const asked = await send('anyone', {}, 'POST', '/api/vault/code', { email: session.email, mode })
  const cookie = { cookie: asked.headers.get('set-cookie')?.split(';')[0] ?? '' }
  await send('anyone', cookie, 'POST', '/api/vault', { email: session.email, mode, code: await mailedCode(app, session.email) })
}

async function simulated(key: Key, session: Started, steps: Steps): Promise<void> {
  const { recordVerificationId } = session
  await steps(session, ['skill_git'], 'human')
  const reviewer = { name: 'Rahul Mehta', email: uniqueEmail('reviewer'), company: 'TechCorp' }
  await key('POST', '/storereviewerdetails/store', { recordVerificationId, ...reviewer })
  await key('POST', '/humanverification/send-email', { recordVerificationId })
  await key('POST', '/humanverification/simulate', { recordVerificationId, decision: 'endorse' })
}

async function metadata({ send }: Sender, { headers, secretKey }: TestPlatform, recordUserId: string): Promise<void> {
  const path = `/api/v1/metadata/user/${recordUserId}`
  const at = String(Date.now())
  const signature = createHmac('sha256', secretKey).update(`${at}\nGET\n${path}\n`).digest('hex')
  await send('platform', { ...headers, 'x-timestamp': at, 'x-signature': signature }, 'GET', path)
}

async function assessed(key: Key, session: Started, steps: Steps): Promise<void> {
  const { recordVerificationId } = session
  await steps(session, ['skill_sql'], 'assessment')
  await key('POST', '/assessment/generate', { recordVerificationId })
  const { body } = await key('GET', `/assessment/${recordVerificationId}`)
  const answers = body.data.questions.map(({ questionId }: { questionId: string }) => ({ questionId, selectedAnswer: 0 }))
  const { body: result } = await key('POST', '/assessment/submit', { recordVerificationId, answers })
  await key('GET', `/assessment/${recordVerificationId}/attempts`)
  // all right by luck: there is nothing to repeat
  if (result.data?.result?.passed !== true && result.data?.passed !== true)
    await key('POST', '/assessment/retakeassessment', { recordVerificationId })
}
