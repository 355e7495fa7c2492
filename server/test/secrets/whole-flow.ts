import { createSeal } from '../../src/platform/seal.ts'
import type { TestApp } from '../app.ts'
import { type Answer, badge, call, type HeaderLines, makePartner, operator, push } from '../people.ts'
import { makePlatform, sentReview, skillCall, submitReview } from '../platforms.ts'
import { keyProof, meet, newHolderKey, nonceFrom, reachThrough, redeem, request } from '../wallet-client.ts'
import type { KnownSecrets } from './known-secrets.ts'
import type { PostOffice } from './post-office.ts'

/** Who does what in a run over everything that hands out a secret. */
export interface Run {
  app: TestApp
  post: PostOffice
  secrets: KnownSecrets
}

const cookieOf = ({ headers }: Answer): string => headers.get('set-cookie')?.split(';')[0] ?? ''
const cookieValue = (cookie: string): string => decodeURIComponent(cookie.slice(cookie.indexOf('=') + 1))
const CODE = /(?<!\w)(\d{6})(?!\w)/

/** A run that was refused somewhere would find nothing. */
function must(answer: Answer): Answer {
  if (answer.status >= 400) throw new Error(`${answer.status}: ${answer.text}`)
  return answer
}

async function person({ app, post, secrets }: Run, email: string): Promise<HeaderLines> {
  must(await call(app, 'POST', '/api/sign-in', { body: { email } }))
  const code = secrets.keep('sign-in code', await post.read(email, CODE))
  const cookie = cookieOf(must(await call(app, 'POST', '/api/sign-in/verify', { body: { email, code } })))
  secrets.keep('session cookie', cookieValue(cookie))
  return { cookie }
}

/** Key, token, upload, link, proof of the recipient's address, claim; and the partner's own page. */
export async function partnersAndClaims(run: Run): Promise<HeaderLines> {
  const { app, post, secrets } = run
  const partner = await makePartner(app, { name: 'College', importUrl: 'https://college.example/consent', findMyResume: true })
  secrets.keep('access key', partner.accessKey)
  secrets.keep('access token', partner.headers.authorization!.slice('Bearer '.length))
  const recipient = { id: 's-1', givenName: 'Ada', familyName: 'Reyes', email: 'other@college.example', studentId: 's-1' }
  const upload = { recipient, credentials: [badge()] }
  const keyed = { 'idempotency-key': 'once' }
  const first = must(await push(app, partner, upload, keyed))
  const again = must(await push(app, partner, upload, keyed))
  if (again.text !== first.text) throw new Error('the kept answer is another one')
  const token = secrets.keep('identifier token', first.body.identifier_token)
  const ada = await person(run, 'ada@home.example')
  for (const path of [`/createmyresume/${token}`, `/createmyresume/${token}/`, `/api/claims/${token}?token=${token}`, `/nowhere/${token}`])
    await call(app, 'GET', path, { headers: ada })
  must(await call(app, 'POST', `/api/claims/${token}/recipient-code`, { headers: ada, body: {} }))
  const recipientCode = secrets.keep('recipient code', await post.read('other@college.example', CODE))
  must(await call(app, 'POST', `/api/claims/${token}`, { headers: ada, body: { recipientCode } }))

  // a pull, and what is found by name
  const pull = must(await call(app, 'POST', '/api/me/pulls', { headers: ada, body: { partner: partner.slug } }))
  const { searchParams } = new URL(pull.body.url)
  const recipienttoken = secrets.keep('recipient token', searchParams.get('recipientToken') ?? '')
  const back = secrets.keep('return key', searchParams.get('redirectURL')?.split('/').pop() ?? '')
  must(await push(app, partner, { recipienttoken, credentials: [badge()] }))
  await call(app, 'GET', `/import/return/${back}`, { headers: ada })
  must(await call(app, 'GET', `/api/claims/${back}`, { headers: ada }))
  must(
    await push(app, partner, {
      recipient: { ...recipient, id: 's-2', studentId: 's-2', email: 'eva@college.example' },
      credentials: [badge()],
    }),
  )
  const wanted = { firstName: 'Ada', lastName: 'Reyes', studentId: 's-2' }
  must(await call(app, 'POST', `/api/find/${partner.slug}`, { body: wanted }))
  secrets.keep('found link', await post.read('eva@college.example', /createmyresume\/(\w{50})/))

  // a new key ends what the old one opened
  const page = await call(app, 'POST', '/api/partner/sign-in', { body: { clientId: partner.clientId, accessKey: partner.accessKey } })
  const session = { cookie: cookieOf(must(page)) }
  secrets.keep('partner session cookie', cookieValue(session.cookie))
  secrets.keep('access key', must(await call(app, 'POST', '/api/partner/rotate-key', { headers: session, body: {} })).body.accessKey)
  return ada
}

/** A link with a passcode, one for named mailboxes, and both opened. */
export async function shares({ app, post, secrets }: Run, ada: HeaderLines): Promise<void> {
  const share = async (settings: object): Promise<string> => {
    const made = must(await call(app, 'POST', '/api/me/shares', { headers: ada, body: settings }))
    return secrets.keep('share link', made.body.slug)
  }
  const form = (slug: string, fields: Record<string, string>) => call(app, 'POST', `/r/${slug}`, { body: new URLSearchParams(fields) })
  const passcode = secrets.keep('passcode', 'correct horse battery')
  const closed = await share({ passcode })
  secrets.keep('viewer note', cookieValue(cookieOf(must(await form(closed, { passcode })))))
  const named = await share({ emails: ['viewer@firm.example'] })
  const email = 'viewer@firm.example'
  await form(named, { email })
  const code = secrets.keep('viewer code', await post.read(email, CODE))
  secrets.keep('viewer note', cookieValue(cookieOf(must(await form(named, { email, code })))))
  for (const path of [`/r/${named}`, `/r/${named}/resume.pdf`, `/r/${named}?x=1`]) await call(app, 'GET', path)
}

/** An offer, redeemed by a wallet. */
export async function wallets({ app, secrets }: Run, ada: HeaderLines): Promise<void> {
  reachThrough(app.base, app.config.baseUrl)
  const made = must(await call(app, 'POST', '/api/me/wallet-offers', { headers: ada, body: {} })).body
  secrets.keep('wallet offer', made.offerUri.split('/').pop())
  const met = await meet(made.deepLink)
  secrets.keep('pre-authorized code', met.code)
  const { body } = await redeem(met, secrets.keep('transaction code', made.transactionCode))
  secrets.keep('wallet token', body.access_token)
  const proof = keyProof(newHolderKey('ES256'), { aud: met.offer.credential_issuer, nonce: secrets.keep('nonce', await nonceFrom(met)) })
  const id = met.offer.credential_configuration_ids[0]
  const got = await request(met, body.access_token, { credential_configuration_id: id, proofs: { jwt: [proof] } })
  if (got.status !== 200) throw new Error(`no credential: ${JSON.stringify(got.body)}`)
}

/** A live key, a session, a reviewer with link and code, and the vault. */
export async function skills({ app, post, secrets }: Run): Promise<void> {
  const platform = await makePlatform(app, { mode: 'live' })
  secrets.keep('API key', platform.apiKey)
  secrets.keep('secret key', platform.secretKey)
  secrets.keep('webhook secret', platform.webhookSecret)
  const review = await sentReview(app, platform, { skills: ['skill_react'] })
  const { reviewerToken, sessionToken, recordVerificationId } = review
  secrets.keep('reviewer link', reviewerToken)
  secrets.keep('session token', sessionToken)
  for (const path of [`/review?recordVerificationId=${recordVerificationId}&reviewerToken=${reviewerToken}`, `/verify/${sessionToken}`])
    await call(app, 'GET', path)
  for (const path of [`session/${sessionToken}`, `${sessionToken}/email`])
    must(await skillCall(app, platform, 'GET', `/step3/store-verification-items/${path}`))
  must(await call(app, 'POST', `/api/v1/humanverification/code?reviewerToken=${reviewerToken}`))
  const code = secrets.keep('reviewer code', await post.read(review.reviewerEmail, CODE))
  must(await submitReview(app, review, { skillIds: ['skill_react'], code }))
  const asked = must(await call(app, 'POST', '/api/vault/code', { body: { email: review.email } }))
  const cookie = cookieOf(asked)
  secrets.keep('vault cookie', cookieValue(cookie))
  const vaultCode = secrets.keep('vault code', await post.read(review.email, CODE))
  must(await call(app, 'POST', '/api/vault', { body: { email: review.email, code: vaultCode }, headers: { cookie } }))
  const rotated = await call(app, 'POST', `/api/admin/platforms/${platform.id}/keys/${platform.keyId}/rotate`, { headers: operator })
  secrets.keep('secret key', must(rotated).body.secretKey)
}

/** The operator's link and session; and what only the server has. */
export async function operators({ app, secrets }: Run): Promise<void> {
  secrets.keep('operator token', operator.authorization!.slice('Bearer '.length))
  const { body } = must(await call(app, 'POST', '/api/admin/sign-in-links', { headers: operator, body: {} }))
  const code = secrets.keep('operator link', new URL(body.link).searchParams.get('code') ?? '')
  await call(app, 'GET', `/operator?code=${code}`)
  const session = cookieOf(must(await call(app, 'POST', '/api/operator/sign-in', { body: { code } })))
  secrets.keep('operator session cookie', cookieValue(session))
  must(await call(app, 'GET', '/api/admin/audit', { headers: { cookie: session } }))
  const secret = secrets.keep('LAUREL_SECRET', app.config.secret ?? '')
  for (const { public_multibase: name, secret_sealed: sealed } of await app.database.db.selectFrom('issuing_keys').selectAll().execute())
    secrets.keep('issuing key', createSeal(secret).open(sealed, `issuing key ${name}`))
}
