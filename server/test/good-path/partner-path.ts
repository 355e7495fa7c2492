import { badge, basic, type HeaderLines, type TestPartner } from '../people.ts'
import { cookieOf, enter, mailedCode, type Sender } from './send.ts'

const PIXEL = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=='
const CREDENTIALS = '/api/v1/credentials'
const OPEN_BADGES = '/ims/ob/v3p0'

export interface PartnerPath {
  /** for claims: not yet taken, meant for the person of this path */
  token: string
  /** taken by nobody, and bound to no address */
  openToken: string
  /** meant for an address nobody has proved yet */
  provedToken: string
}

/** What a partner does: tokens, uploads in every form, reading, withdrawing, and its own pages. */
export async function partnerPath(sender: Sender, partner: TestPartner, email: string): Promise<PartnerPath> {
  const { send } = sender
  const { clientId, accessKey, headers } = partner
  const form = new URLSearchParams({ grant_type: 'client_credentials' })
  await send('anyone', basic(clientId, accessKey), 'POST', '/api/v1/token', form)

  const recipient = { id: `r-${email}`, givenName: 'Ana', familyName: 'Reyes', email, studentId: 'S-77' }
  const credentials = [badge({}, { name: 'Calculus' }), badge({}, { name: 'Welding', achievementType: 'Certification' })]
  const upload = (body: object) => send('partner', headers, 'POST', CREDENTIALS, body)
  const first = await upload({ recipient, credentials })
  const second = await upload({ credential: badge({}, { name: 'Odd', achievementType: `Guild${clientId}` }) })
  const third = await upload({ recipient: { email: `proved.${email}` }, credentials: [badge()] })
  await send('partner', headers, 'POST', '/api/v1/clr', badge())
  await send('partner', headers, 'POST', '/api/v1/verifiablepresentation', {
    '@context': ['https://www.w3.org/ns/credentials/v2'],
    type: ['VerifiablePresentation'],
    verifiableCredential: [badge()],
  })
  const gone = badge()
  await upload({ credentials: [gone] })
  const at = `${CREDENTIALS}/${encodeURIComponent(String(gone.id))}`
  await send('partner', headers, 'GET', at)
  await send('partner', headers, 'DELETE', at)
  await send('partner', headers, 'GET', `${CREDENTIALS}?limit=10&offset=0&since=2024-01-01T00:00:00Z`)
  await send('partner', headers, 'GET', `${OPEN_BADGES}/credentials`)
  await send('partner', headers, 'POST', `${OPEN_BADGES}/credentials`, badge())
  await send('partner', headers, 'GET', `${OPEN_BADGES}/profile`)
  await send('partner', headers, 'PUT', `${OPEN_BADGES}/profile`, {
    id: `https://${partner.slug}.example`,
    type: ['Profile'],
    name: partner.name,
  })
  await send('anyone', {}, 'GET', `${OPEN_BADGES}/discovery`)
  await portalPath(sender, partner)
  return { token: first.body.identifier_token, openToken: second.body.identifier_token, provedToken: third.body.identifier_token }
}

async function portalPath({ send }: Sender, { clientId, accessKey, slug }: TestPartner): Promise<void> {
  const signedIn = async (key: string): Promise<HeaderLines> =>
    cookieOf(await send('anyone', {}, 'POST', '/api/partner/sign-in', { clientId, accessKey: key }))
  const portal = await signedIn(accessKey)
  const own = (method: string, path: string, body?: unknown) => send('portal', portal, method, `/api/partner${path}`, body)
  await own('GET', '/me')
  const { body } = await own('PATCH', '/me', {
    importUrl: 'https://wallet.example/consent',
    logo: `data:image/png;base64,${PIXEL}`,
    landing: { title: 'Welcome', colours: { accent: '#003366' } },
    findMyResume: true,
  })
  const { body: uploads } = await own('GET', '/uploads?limit=5')
  await own('GET', `/uploads/${uploads.uploads[0].id}`)
  await own('GET', '/alerts')
  await own('POST', '/test-credential', { sample: 'courses' })
  await send('anyone', {}, 'GET', '/api/partners')
  await send('anyone', {}, 'GET', `/api/partners/${slug}`)
  if (body.logo) await send('anyone', {}, 'GET', new URL(body.logo, 'http://x').pathname)
  await send('anyone', {}, 'POST', `/api/find/${slug}`, { firstName: 'Ana', lastName: 'Reyes', studentId: 'S-77' })
  const { body: rotated } = await own('POST', '/rotate-key', { graceHours: 24 })
  await send('portal', await signedIn(rotated.accessKey), 'POST', '/api/partner/sign-out')
}

/** What somebody does who was sent a link, up to the claim. */
export async function claimPath(sender: Sender, person: HeaderLines, email: string, tokens: PartnerPath): Promise<void> {
  const { send } = sender
  await send('anyone', {}, 'GET', `/createmyresume/${tokens.token}`)
  await send('anyone', {}, 'GET', `/api/claims/${tokens.token}`)
  const { body } = await send('link', person, 'GET', `/api/claims/${tokens.token}`)
  await send('person', person, 'POST', `/api/claims/${tokens.token}`, { include: body.items.map(({ id }: { id: string }) => id) })
  const elsewhere = await enter(sender, `elsewhere.${email}`)
  await send('link', elsewhere, 'POST', `/api/claims/${tokens.openToken}`, {})
  const strange = await enter(sender, `strange.${email}`)
  await send('link', strange, 'POST', `/api/claims/${tokens.provedToken}/recipient-code`)
  const code = await mailedCode(sender.app, `proved.${email}`)
  await send('link', strange, 'POST', `/api/claims/${tokens.provedToken}/recipient-code/verify`, { code })
  const { body: linked } = await send('person', person, 'GET', '/api/me/partners')
  await send('person', person, 'DELETE', `/api/me/partners/${linked.partners[0].id}`)
}

/** An import the person starts at the partner: what it brings is seen in the same browser alone. */
export async function pullPath({ send }: Sender, partner: TestPartner, person: HeaderLines): Promise<void> {
  const start = async () => {
    const { body } = await send('person', person, 'POST', '/api/me/pulls', { partner: partner.slug })
    const { searchParams } = new URL(body.url)
    const key = searchParams.get('redirectURL')?.split('/').pop()
    await send('partner', partner.headers, 'POST', CREDENTIALS, {
      recipienttoken: searchParams.get('recipientToken'),
      credentials: [badge({}, { name: 'Pulled' })],
    })
    return key
  }
  const key = await start()
  await send('person', person, 'GET', `/import/return/${key}`)
  const { body } = await send('person', person, 'GET', `/api/claims/${key}`)
  await send('person', person, 'POST', `/api/claims/${key}`, { include: [body.items[0].id] })
  await send('link', {}, 'POST', `/api/claims/${await start()}/elsewhere`)
}
