import { badge, basic, call, codeIn, type HeaderLines, lastMail, makePartner, push, signIn, type TestPartner } from '../people.ts'
import { CHECKED_LATER, COUNTED_TRY, type FaultWorld, type Operations, operation, unique, uniqueMailbox } from './operation.ts'

/** What partners send, and what becomes of it. */
export function intakeOperations({ app, partner, person }: FaultWorld): Operations {
  let wallet: Promise<TestPartner> | undefined
  const importing = () => {
    wallet ??= makePartner(app, { name: 'Wallet', slug: 'fault-wallet', importUrl: 'https://wallet.example/consent' })
    return wallet
  }
  let college: Promise<TestPartner> | undefined
  const finding = () => {
    college ??= makePartner(app, { name: 'College', slug: 'fault-college', findMyResume: true })
    return college
  }
  const pushed = async (count: number, more: object = {}) => {
    const credentials = Array.from({ length: count }, () => badge())
    const { body } = await push(app, partner, { credentials, ...more })
    return { id: String(credentials[0]?.id), token: body.identifier_token as string }
  }
  const pull = async (headers: HeaderLines) => {
    const { body } = await call(app, 'POST', '/api/me/pulls', { headers, body: { partner: (await importing()).slug } })
    const { searchParams } = new URL(body.url)
    return { token: searchParams.get('recipientToken') ?? '', key: (searchParams.get('redirectURL') ?? '').split('/').pop() ?? '' }
  }
  const named = async () => {
    const email = uniqueMailbox()
    const { token } = await pushed(1, { recipient: { email, givenName: 'Grace', familyName: 'H' } })
    return { email, token, headers: await signIn(app, uniqueMailbox()) }
  }
  const askedToProve = async () => {
    const made = await named()
    await call(app, 'POST', `/api/claims/${made.token}/recipient-code`, { headers: made.headers })
    return { ...made, code: codeIn((await lastMail(app, made.email))?.text) }
  }
  const waitingInInbox = async () => {
    const headers = await signIn(app, uniqueMailbox())
    const recipient = { id: unique('recipient'), givenName: 'Ada', familyName: 'Holder' }
    const { token } = await pushed(1, { recipient })
    await call(app, 'POST', `/api/claims/${token}`, { headers, body: {} })
    await pushed(2, { recipient })
    const { body } = await call(app, 'GET', '/api/me/inbox', { headers })
    return { headers, answer: { include: [body.items[0].id], discard: [body.items[1].id] } }
  }
  const claim = (token: string, body: object = {}) => call(app, 'POST', `/api/claims/${token}`, { headers: person, body })
  return {
    issueToken: operation(
      async () => partner,
      ({ clientId, accessKey }) =>
        call(app, 'POST', '/api/v1/token', {
          body: new URLSearchParams({ grant_type: 'client_credentials' }),
          headers: basic(clientId, accessKey),
        }),
    ),
    uploadCredentials: operation(
      async () => [badge(), badge(), badge()],
      (credentials) => push(app, partner, { credentials }),
      CHECKED_LATER,
    ),
    'uploadCredentials with a key of its own': operation(
      async () => ({ credentials: [badge()], key: unique('key') }),
      ({ credentials, key }) => push(app, partner, { credentials }, { 'idempotency-key': key }),
      CHECKED_LATER,
    ),
    'uploadCredentials that replaces': operation(
      async () => {
        const { id } = await pushed(1)
        return { ...badge({ name: 'Another name' }), id }
      },
      (credential) =>
        call(app, 'POST', '/api/v1/credentials?replace=true', { headers: partner.headers, body: { credentials: [credential] } }),
      CHECKED_LATER,
    ),
    'uploadCredentials for a pull': operation(
      () => pull(person),
      async ({ token }) => push(app, await importing(), { recipienttoken: token, credentials: [badge()] }),
      CHECKED_LATER,
    ),
    uploadClr: operation(
      async () => [badge(), badge()],
      (credentials) => call(app, 'POST', '/api/v1/clr', { headers: partner.headers, body: { credentials } }),
      CHECKED_LATER,
    ),
    uploadPresentation: operation(
      async () => ({ type: ['VerifiablePresentation'], verifiableCredential: [badge(), badge()] }),
      (body) => call(app, 'POST', '/api/v1/verifiablepresentation', { headers: partner.headers, body }),
      CHECKED_LATER,
    ),
    withdrawCredential: operation(
      () => pushed(1),
      ({ id }) => call(app, 'DELETE', `/api/v1/credentials/${encodeURIComponent(id)}`, { headers: partner.headers }),
    ),
    openBadgesUpsertCredential: operation(
      async () => badge(),
      (body) => call(app, 'POST', '/ims/ob/v3p0/credentials', { headers: partner.headers, body }),
      CHECKED_LATER,
    ),
    openBadgesPutProfile: operation(
      async () => ({ id: 'https://institutionx.example', type: ['Profile'], name: unique('Institution') }),
      (body) => call(app, 'PUT', '/ims/ob/v3p0/profile', { headers: partner.headers, body }),
    ),
    claimEnvelope: operation(
      () => pushed(2),
      ({ token }) => claim(token),
    ),
    'claimEnvelope of a pull': operation(
      async () => {
        const { token, key } = await pull(person)
        await push(app, await importing(), { recipienttoken: token, credentials: [badge()] })
        await call(app, 'GET', `/api/claims/${key}`, { headers: person })
        return key
      },
      (key) => claim(key),
    ),
    sendRecipientCode: operation(named, ({ token, headers }) => call(app, 'POST', `/api/claims/${token}/recipient-code`, { headers })),
    proveRecipient: operation(
      askedToProve,
      ({ token, headers, code }) => call(app, 'POST', `/api/claims/${token}/recipient-code/verify`, { headers, body: { code } }),
      COUNTED_TRY,
    ),
    answerInbox: operation(waitingInInbox, ({ headers, answer }) => call(app, 'POST', '/api/me/inbox', { headers, body: answer })),
    startPull: operation(
      async () => (await importing()).slug,
      (slug) => call(app, 'POST', '/api/me/pulls', { headers: person, body: { partner: slug } }),
    ),
    refusePull: operation(
      () => pull(person),
      ({ key }) => call(app, 'POST', `/api/claims/${key}/elsewhere`),
    ),
    findResume: operation(
      async () => ({ firstName: unique('Ada'), lastName: 'Holder', studentId: 's-1' }),
      async (body) => call(app, 'POST', `/api/find/${(await finding()).slug}`, { body }),
    ),
  }
}

/** What a partner does on its own pages. */
export function portalOperations({ app, site }: FaultWorld): Operations {
  const enter = ({ clientId, accessKey }: TestPartner) => call(app, 'POST', '/api/partner/sign-in', { body: { clientId, accessKey } })
  const entered = async (): Promise<HeaderLines> => {
    const { headers } = await enter(await makePartner(app))
    return { cookie: headers.get('set-cookie')?.split(';')[0] ?? '' }
  }
  const post = (path: string, headers: HeaderLines, body: unknown = {}) => call(app, 'POST', `/api/partner${path}`, { headers, body })
  return {
    signInPartner: operation(() => makePartner(app), enter),
    signOutPartner: operation(entered, (headers) => call(app, 'POST', '/api/partner/sign-out', { headers })),
    updateOwnPartner: operation(entered, (headers) =>
      call(app, 'PATCH', '/api/partner/me', { headers, body: { logo: `${site}/logo.png`, landing: { title: unique('Welcome') } } }),
    ),
    rotateOwnKey: operation(entered, (headers) => post('/rotate-key', headers)),
    sendTestCredential: operation(entered, (headers) => post('/test-credential', headers, { sample: 'courses' }), CHECKED_LATER),
  }
}
