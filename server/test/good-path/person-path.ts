import { badge, type HeaderLines, operator } from '../people.ts'
import { uniqueEmail } from '../platforms.ts'
import { keyProof, newHolderKey, PRE_AUTHORIZED } from '../wallet-client.ts'
import { enter, mailedCode, type Sender } from './send.ts'

type Ask = (method: string, path: string, body?: unknown) => ReturnType<Sender['send']>

/** What a person does on an account that holds something: arranging, adding, sharing, exporting, a wallet, settings. */
export async function personPath(sender: Sender, person: HeaderLines, email: string): Promise<void> {
  const me: Ask = (method, path, body) => sender.send('person', person, method, `/api/me${path}`, body)
  await me('GET', '')
  await me('PATCH', '', { givenName: 'Ana', familyName: 'Reyes', phone: '+34600111222', locale: 'es' })
  await addresses(sender, me, email)
  await me('GET', '/sessions')
  await me('GET', '/partners')
  await me('GET', '/inbox')
  await me('POST', '/inbox', { include: [], discard: [] })
  await me('GET', '/notices')
  await verifyOwn(sender, me, await arrange(me))
  const { body: added } = await me('POST', '/import', { text: JSON.stringify(badge({}, { name: 'Imported' })) })
  await me('POST', '/import?preview=1', { text: JSON.stringify(badge({}, { name: 'Only seen' })) })
  await me('POST', '/import/undo', { added: added.added })
  for (const path of [
    '.pdf',
    '.pdf?standard=a-3a',
    '.ler.json',
    '.ler.json?signed=1',
    '.json',
    '.credential.json',
    '.credential.jwt',
    '/preview',
  ])
    await me('GET', `/resume${path}`)
  await share(sender, me)
  await wallet(sender, me)
  await me('GET', '/export')
}

async function addresses({ app }: Sender, me: Ask, email: string): Promise<void> {
  const other = `other.${email}`
  await me('GET', '/emails')
  await me('POST', '/emails', { email: other })
  await me('POST', '/emails/verify', { email: other, code: await mailedCode(app, other) })
  await me('PUT', '/emails/primary', { email: other })
  await me('PUT', '/emails/primary', { email })
  await me('DELETE', `/emails/${encodeURIComponent(other)}`)
}

async function arrange(me: Ask): Promise<string> {
  const entry = {
    section: 'Experience',
    title: 'Developer',
    organization: 'TechCorp',
    startDate: '2022-06',
    description: 'Built the shop.',
  }
  const { body: own } = await me('POST', '/resume/entries', entry)
  await me('POST', '/resume/entries', { kind: 'skill', name: 'Weaving', level: 'expert' })
  const { body: gone } = await me('POST', '/resume/entries', { ...entry, title: 'Gone' })
  await me('DELETE', `/resume/entries/${gone.id}`)
  await me('PATCH', `/resume/entries/${own.id}`, { title: 'Senior developer', hidden: false })
  const { body: resume } = await me('GET', '/resume')
  const entries: { id: string }[] = resume.sections.flatMap((section: { entries: { id: string }[] }) => section.entries)
  const held = entries.find(({ id }) => !id.startsWith('own_'))
  await me('PATCH', `/resume/entries/${held?.id}`, { ownWording: 'In my words.' })
  await me('PATCH', '/resume', { profile: { headline: 'Weaver', summary: 'Weaves.' }, settings: { template: 'modern', paper: 'A4' } })
  await me('PUT', '/resume/order', { sections: ['Experience', 'Education'], entries: [own.id] })
  return own.id
}

/** A skill verified on the person's own account, then revoked by the operator: the notice is put away. */
async function verifyOwn({ app, send }: Sender, me: Ask, entry: string): Promise<void> {
  const { body: begun } = await me('POST', '/verifications', { skill: { name: 'Weaving' }, entryIds: [entry] })
  const token = new URLSearchParams(new URL(begun.url).hash.slice(1)).get('session') ?? ''
  const headers = { 'x-api-key': token }
  const own: Ask = (method, path, body) => send(method === 'GET' ? 'reader' : 'platform', headers, method, `/api/v1${path}`, body)
  const { body } = await own('GET', `/step3/store-verification-items/session/${token}`)
  const { body: chosen } = await own('GET', `/step1/storeskills/${body.data.recordVerificationId}`)
  await own('POST', '/step2/verification-method', { verificationMethod: 'human' })
  await own('POST', '/step3/store-verification-items/store', { sessionToken: token, workExperienceIds: [entry] })
  const reviewer = uniqueEmail('boss')
  await own('POST', '/storereviewerdetails/store', { name: 'Rahul Mehta', email: reviewer, company: 'TechCorp' })
  const { body: sent } = await own('POST', '/humanverification/send-email', {})
  const review = `reviewerToken=${new URL(sent.data.reviewLink).searchParams.get('reviewerToken')}`
  await send('link', {}, 'POST', `/api/v1/humanverification/code?${review}`)
  const code = await mailedCode(app, reviewer)
  await send('link', {}, 'POST', `/api/v1/humanverification/verify?${review}`, { skillIds: [chosen.data.skills[0].skillId], code })
  const { body: issued } = await send('operator', operator, 'GET', '/api/admin/credentials?limit=1')
  await send('operator', operator, 'POST', `/api/admin/credentials/${encodeURIComponent(issued.credentials[0].id)}/revoke`, {})
  const { body: found } = await me('GET', '/notices')
  if (found.notices[0]) await me('DELETE', `/notices/${found.notices[0].id}`)
}

async function share({ send }: Sender, me: Ask): Promise<void> {
  const { body } = await me('POST', '/shares', { label: 'For all', downloadAllowed: true })
  await me('GET', '/shares')
  await me('PATCH', `/shares/${body.id}`, { label: 'For everybody', hideRaw: false })
  await me('GET', `/shares/${body.id}/qr`)
  const page = await send('link', {}, 'GET', `/r/${body.slug}`)
  await send('link', {}, 'GET', `/r/${body.slug}/resume.pdf`)
  const raw = /\/credentials\/([\w-]+)/.exec(page.text)?.[1]
  if (raw) await send('link', {}, 'GET', `/r/${body.slug}/credentials/${raw}`)
  await me('DELETE', `/shares/${body.id}`)
}

async function wallet({ send }: Sender, me: Ask): Promise<void> {
  const { body: offer } = await me('POST', '/wallet-offers', {})
  await me('GET', `/wallet-offers/${offer.id}`)
  await send('anyone', {}, 'GET', '/api/wallets')
  const here = (url: string): string => new URL(url).pathname
  const { body: meant } = await send('link', {}, 'GET', here(new URL(offer.deepLink).searchParams.get('credential_offer_uri') ?? ''))
  const { body: issuer } = await send('anyone', {}, 'GET', '/.well-known/openid-credential-issuer')
  await send('anyone', {}, 'GET', '/.well-known/oauth-authorization-server')
  const form = new URLSearchParams({
    grant_type: PRE_AUTHORIZED,
    'pre-authorized_code': meant.grants[PRE_AUTHORIZED]['pre-authorized_code'],
    tx_code: offer.transactionCode,
  })
  const { body: token } = await send('link', {}, 'POST', '/openid4vci/token', form)
  const { body: nonce } = await send('anyone', {}, 'POST', '/openid4vci/nonce')
  const proof = keyProof(newHolderKey('ES256'), { aud: issuer.credential_issuer, nonce: nonce.c_nonce })
  await send('link', { authorization: `Bearer ${token.access_token}` }, 'POST', '/openid4vci/credential', {
    credential_configuration_id: meant.credential_configuration_ids[0],
    proofs: { jwt: [proof] },
  })
  await send('anyone', {}, 'GET', '/contexts/laurel-resume-1.jsonld')
}

/** How somebody leaves: the last thing an account does. */
export async function leavingPath(sender: Sender, email: string): Promise<void> {
  const person = await enter(sender, email)
  await enter(sender, email)
  const me: Ask = (method, path, body) => sender.send('person', person, method, `/api/me${path}`, body)
  const { body } = await me('GET', '/sessions')
  const other = body.sessions.find(({ current }: { current: boolean }) => !current)
  await me('DELETE', `/sessions/${other.id}`)
  await me('DELETE', '/sessions')
  await me('DELETE', '')
  await me('POST', '/undelete')
  await sender.send('person', person, 'POST', '/api/sign-out')
}
