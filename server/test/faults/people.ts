import { badge, call, codeIn, type HeaderLines, lastMail, push, signIn } from '../people.ts'
import { keyProof, meet, newHolderKey, nonceFrom, reachThrough, redeem, request } from '../wallet-client.ts'
import { CHECKED_LATER, COUNTED_TRY, type FaultWorld, type Operations, operation, unique, uniqueMailbox } from './operation.ts'

const owner = (id: string): object => ({ recipient: { id, givenName: 'Ada', familyName: 'Holder' } })

/** What people change of their account. */
export function accountOperations({ app, partner, person }: FaultWorld): Operations {
  const newPerson = () => signIn(app, uniqueMailbox())
  const mailedCode = async (to: string): Promise<string> => codeIn((await lastMail(app, to))?.text)
  const asked = async () => {
    const email = uniqueMailbox()
    const headers = await newPerson()
    await call(app, 'POST', '/api/me/emails', { headers, body: { email } })
    return { email, headers, code: await mailedCode(email) }
  }
  const withTwo = async () => {
    const { email, headers, code } = await asked()
    await call(app, 'POST', '/api/me/emails/verify', { headers, body: { email, code } })
    return { email, headers }
  }
  const twoSessions = async () => {
    const email = uniqueMailbox()
    await signIn(app, email)
    const headers = await signIn(app, email)
    const { body } = await call(app, 'GET', '/api/me/sessions', { headers })
    return { headers, other: body.sessions.find(({ current }: { current: boolean }) => !current).id as string }
  }
  const leaving = async () => {
    const headers = await newPerson()
    await call(app, 'DELETE', '/api/me', { headers })
    return headers
  }
  const connected = async () => {
    const headers = await newPerson()
    const { body } = await push(app, partner, { ...owner(unique('recipient')), credentials: [badge()] })
    await call(app, 'POST', `/api/claims/${body.identifier_token}`, { headers, body: {} })
    return headers
  }
  return {
    signIn: operation(
      async () => uniqueMailbox(),
      (email) => call(app, 'POST', '/api/sign-in', { body: { email } }),
    ),
    verifySignIn: operation(
      async () => {
        const email = uniqueMailbox()
        await call(app, 'POST', '/api/sign-in', { body: { email } })
        return { email, code: await mailedCode(email) }
      },
      (body) => call(app, 'POST', '/api/sign-in/verify', { body }),
      COUNTED_TRY,
    ),
    signOut: operation(newPerson, (headers) => call(app, 'POST', '/api/sign-out', { headers })),
    updateMe: operation(
      async () => unique('Ada'),
      (givenName) => call(app, 'PATCH', '/api/me', { headers: person, body: { givenName } }),
    ),
    eraseAccount: operation(newPerson, (headers) => call(app, 'DELETE', '/api/me', { headers })),
    keepAccount: operation(leaving, (headers) => call(app, 'POST', '/api/me/undelete', { headers })),
    addAddress: operation(
      async () => uniqueMailbox(),
      (email) => call(app, 'POST', '/api/me/emails', { headers: person, body: { email } }),
    ),
    proveAddress: operation(
      asked,
      ({ headers, email, code }) => call(app, 'POST', '/api/me/emails/verify', { headers, body: { email, code } }),
      COUNTED_TRY,
    ),
    makeAddressPrimary: operation(withTwo, ({ headers, email }) =>
      call(app, 'PUT', '/api/me/emails/primary', { headers, body: { email } }),
    ),
    removeAddress: operation(withTwo, ({ headers, email }) =>
      call(app, 'DELETE', `/api/me/emails/${encodeURIComponent(email)}`, { headers }),
    ),
    endOtherSessions: operation(twoSessions, ({ headers }) => call(app, 'DELETE', '/api/me/sessions', { headers })),
    endSession: operation(twoSessions, ({ headers, other }) => call(app, 'DELETE', `/api/me/sessions/${other}`, { headers })),
    endConnection: operation(connected, (headers) => call(app, 'DELETE', `/api/me/partners/${partner.id}`, { headers })),
  }
}

/** What people change of their resume, and what they do with it. */
export function resumeOperations({ app, partner, person, site }: FaultWorld): Operations {
  const post = (path: string, body: unknown, headers: HeaderLines = person) => call(app, 'POST', path, { headers, body })
  const addEntry = async (headers = person): Promise<string> =>
    (await post('/api/me/resume/entries', { section: 'Experience', title: unique('Developer'), organization: 'TechCorp' }, headers)).body.id
  const share = async (settings: object = {}): Promise<{ id: string; slug: string }> => (await post('/api/me/shares', settings)).body
  const imported = async () => (await post('/api/me/import', { text: JSON.stringify(badge()) })).body.added as string[]
  const noticed = async (): Promise<string> => {
    const { body } = await push(app, partner, { credentials: [badge()] })
    await post(`/api/claims/${body.identifier_token}`, {})
    const id = unique('notice')
    await app.database.executeSql(
      `insert into notices (id, person_id, assertion_row, verdict, created_at)
       select $1, o.person_id, o.assertion_row, 'revoked', now() from holdings o order by o.created_at desc limit 1`,
      [id],
    )
    return id
  }
  const twoEntries = async () => {
    const headers = await signIn(app, uniqueMailbox())
    return { headers, entries: [await addEntry(headers), await addEntry(headers)].reverse() }
  }
  const offered = async () => {
    reachThrough(app.base, app.config.baseUrl)
    const { body } = await post('/api/me/wallet-offers', {})
    return { met: await meet(body.deepLink), transactionCode: body.transactionCode as string }
  }
  const admitted = async () => {
    const { met, transactionCode } = await offered()
    const token: string = (await redeem(met, transactionCode)).body.access_token
    const proof = keyProof(newHolderKey('EdDSA'), { aud: met.offer.credential_issuer, nonce: await nonceFrom(met) })
    return { met, token, proofs: { jwt: [proof] } }
  }
  return {
    updateResume: operation(
      async () => unique('Engineer'),
      (headline) => call(app, 'PATCH', '/api/me/resume', { headers: person, body: { profile: { headline } } }),
    ),
    addEntry: operation(
      async () => unique('Gardener'),
      (title) => post('/api/me/resume/entries', { section: 'Activities', title }),
    ),
    updateEntry: operation(addEntry, (id) =>
      call(app, 'PATCH', `/api/me/resume/entries/${id}`, { headers: person, body: { title: 'Another', hidden: true } }),
    ),
    deleteEntry: operation(addEntry, (id) => call(app, 'DELETE', `/api/me/resume/entries/${id}`, { headers: person })),
    putOrder: operation(twoEntries, ({ headers, entries }) => call(app, 'PUT', '/api/me/resume/order', { headers, body: { entries } })),
    createShare: operation(
      async () => ({ passcode: 'open sesame' }),
      (body) => post('/api/me/shares', body),
    ),
    updateShare: operation(share, ({ id }) =>
      call(app, 'PATCH', `/api/me/shares/${id}`, { headers: person, body: { label: 'For work', slug: unique('my-work') } }),
    ),
    revokeShare: operation(share, ({ id }) => call(app, 'DELETE', `/api/me/shares/${id}`, { headers: person })),
    dismissNotice: operation(noticed, (id) => call(app, 'DELETE', `/api/me/notices/${id}`, { headers: person })),
    importDocument: operation(
      async () => JSON.stringify(badge()),
      (text) => post('/api/me/import', { text }),
      CHECKED_LATER,
    ),
    'importDocument from an address': operation(
      async () => `${site}/${unique('badge')}.json`,
      (url) => post('/api/me/import', { url }),
      CHECKED_LATER,
    ),
    undoImport: operation(imported, (added) => post('/api/me/import/undo', { added })),
    startOwnVerification: operation(addEntry, (entry) =>
      post('/api/me/verifications', { skill: { name: unique('Bookbinding') }, entryIds: [entry] }),
    ),
    createWalletOffer: operation(
      async () => ({}),
      (body) => post('/api/me/wallet-offers', body),
    ),
    redeemPreAuthorizedCode: operation(offered, ({ met, transactionCode }) => redeem(met, transactionCode), COUNTED_TRY),
    deliverCredential: operation(admitted, ({ met, token, proofs }) =>
      request(met, token, { credential_configuration_id: 'LaurelResumeCredential_jwt_vc_json', proofs }),
    ),
  }
}
