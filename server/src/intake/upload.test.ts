import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startTestApp, type TestApp } from '../../test/app.ts'
import { type Answer, badge, call, makePartner, operator, push, signIn, type TestPartner } from '../../test/people.ts'

let app: TestApp
let partner: TestPartner
beforeAll(async () => {
  app = await startTestApp()
  partner = await makePartner(app)
})
afterAll(() => app.stop())

const statuses = ({ body }: Answer): string[] => body.results.map(({ status }: { status: string }) => status)
const field = ({ body }: Answer) => body.imsx_codeMinor.imsx_codeMinorField[0]
const b64 = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url')
const jwt = (credential: object): string =>
  `${b64({ alg: 'ES256', typ: 'JWT' })}.${b64({ vc: credential, iss: 'did:example:i' })}.${Buffer.from('sig').toString('base64url')}`

describe('the accepted forms', () => {
  it('holds an envelope and answers with a claim link', async () => {
    const answer = await push(app, partner, {
      '@context': 'anything',
      recipienttoken: '',
      recipient: { id: '1' },
      credentials: [badge(), badge()],
    })
    expect(answer.status).toBe(200)
    expect(answer.body.redirect_url).toBe(`${app.config.baseUrl}/createmyresume/${answer.body.identifier_token}`)
    expect(answer.body.identifier_token).toMatch(/^[0-9a-z]{50}$/)
    expect(new Date(answer.body.expires_at).getTime() - Date.now()).toBeGreaterThan(29 * 86_400_000)
    expect(answer.body.results).toMatchObject([
      { index: 0, pointer: '/credentials/0', status: 'held', verdict: 'unsigned', section: 'Relevant Coursework' },
      { index: 1, pointer: '/credentials/1', status: 'held', verdict: 'unsigned', section: 'Relevant Coursework' },
    ])
    expect(answer.body.warnings).toEqual([])
  })

  it.each([
    ['credential, singular', () => ({ credential: badge(), recipienttoken: '' }), '/credential'],
    ['a bare credential', () => badge(), ''],
    ['credentials with one object', () => ({ credentials: badge() }), '/credentials'],
  ])('%s', async (_name, body, pointer) => {
    const answer = await push(app, partner, body())
    expect([answer.status, answer.body.results[0].pointer, answer.body.results[0].status]).toEqual([200, pointer, 'held'])
  })

  it('a presentation: one result for each credential in it, and the names of its holder', async () => {
    const presentation = {
      '@context': ['https://www.w3.org/ns/credentials/v2'],
      type: ['VerifiablePresentation'],
      holder: { id: 'did:example:h', givenName: 'Steve' },
      verifiableCredential: [badge(), badge()],
    }
    const bare = await push(app, partner, presentation)
    expect(bare.body.results.map(({ pointer }: { pointer: string }) => pointer)).toEqual([
      '/verifiableCredential/0',
      '/verifiableCredential/1',
    ])
    const inside = await push(app, partner, { credentials: [badge(), { ...presentation, verifiableCredential: [badge(), badge()] }] })
    expect(inside.body.results.map(({ index, pointer }: { index: number; pointer: string }) => [index, pointer])).toEqual([
      [0, '/credentials/0'],
      [1, '/credentials/1/verifiableCredential/0'],
      [1, '/credentials/1/verifiableCredential/1'],
    ])
    const { rows } = await app.database.executeSql(
      `select recipient->>'givenName' as name from envelopes where recipient->>'givenName' <> ''`,
    )
    expect(rows).toContainEqual({ name: 'Steve' })
  })

  it('a CLR: one result that says what it contains; also at its own address', async () => {
    const clr = (n: number) => ({
      '@context': ['https://www.w3.org/ns/credentials/v2', 'https://purl.imsglobal.org/spec/clr/v2p0/context-2.0.1.json'],
      id: `http://example.edu/credentials/${n}`,
      type: ['VerifiableCredential', 'ClrCredential'],
      issuer: { id: 'https://example.edu/issuers/565049', type: ['Profile'], name: 'Example University' },
      validFrom: '2010-01-01T00:00:00Z',
      name: 'Sample Transcript',
      credentialSubject: {
        type: ['ClrSubject', 'Profile'],
        givenName: 'Steve',
        familyName: 'McSteve',
        verifiableCredential: [badge(), badge({}, { achievementType: 'Degree' })],
      },
    })
    for (const [path, n] of [
      ['/api/v1/credentials', 1],
      ['/api/v1/clr', 2],
    ] as const) {
      const answer = await call(app, 'POST', path, { body: clr(n), headers: partner.headers })
      expect(answer.status).toBe(200)
      expect(answer.body.results).toHaveLength(1)
      expect(answer.body.results[0].contains).toMatchObject([
        { pointer: '/credentialSubject/verifiableCredential/0', section: 'Relevant Coursework', verdict: 'unsigned' },
        { pointer: '/credentialSubject/verifiableCredential/1', section: 'Education', verdict: 'unsigned' },
      ])
    }
  })

  it('a compact JWS', async () => {
    const answer = await push(app, partner, { credentials: [jwt(badge())] })
    expect(statuses(answer)).toEqual(['held'])
    expect(answer.body.results[0].verdict).not.toBe('verified')
    const sent = await call(app, 'GET', `/api/v1/credentials/${encodeURIComponent(answer.body.results[0].id)}`, partner)
    expect(sent.body.compactJwsString.split('.')).toHaveLength(3)
    expect(sent.body.credential).toBeUndefined()
  })

  it('takes an empty list', async () => {
    const answer = await push(app, partner, { recipient: { id: '1' }, credentials: [] })
    expect([answer.status, answer.body.results]).toEqual([200, []])
    expect(answer.body.redirect_url).toContain('/createmyresume/')
  })
})

describe('what real clients send', () => {
  it('LearnCard: whole name in givenName, empty issuer, replaced ids, odd types, no achievement', async () => {
    const boost = {
      ...badge(),
      type: ['VerifiableCredential', 'OpenBadgeCredential', 'BoostCredential'],
      issuer: { id: '' },
      display: { x: 1 },
      skills: [],
      attachments: [],
      '@context': ['https://www.w3.org/2018/credentials/v1', 'https://ctx.learncard.com/boosts/1.0.3.json'],
    }
    const answer = await push(app, partner, {
      '@context': ['https://www.w3.org/2018/credentials/v1'],
      recipienttoken: '',
      recipient: { id: 'did:web:network.example:users:ada', givenName: 'Ada Lovelace King', familyName: '', email: '' },
      credentials: [
        boost,
        {
          ...badge({}, { achievementType: 'ext:CoolCat' }),
          issuer: 'did:web:network.example',
          proof: [{ type: 'Ed25519Signature2020', proofValue: 'z3f' }],
        },
        {
          '@context': ['https://www.w3.org/2018/credentials/v1'],
          id: 'urn:uuid:1',
          type: 'VerifiableCredential',
          issuer: 'did:key:z6Mk',
          issuanceDate: '2023-01-01T00:00:00Z',
          expirationDate: '',
          credentialSubject: { id: 'did:key:z6Mk', likes: 'cats' },
        },
        badge({}, { achievementType: undefined }),
      ],
    })
    expect(answer.status).toBe(200)
    expect(statuses(answer)).toEqual(['held', 'held', 'held', 'held'])
    expect(answer.body.results[1]).toMatchObject({ section: 'Credentials' })
    expect(['invalid', 'unconfirmed']).toContain(answer.body.results[1].verdict)
    expect(answer.body.results[1].reason).toEqual(expect.any(String))
  })

  it('Unicon: sparse recipient, proof as an object, no recipienttoken key; exactly 200', async () => {
    const answer = await push(app, partner, {
      '@context': ['https://www.w3.org/2018/credentials/v1'],
      recipient: { id: 'mailto:a@example.org' },
      credentials: [badge({ proof: { type: 'DataIntegrityProof', cryptosuite: 'eddsa-rdfc-2022', proofValue: 'z1' } })],
    })
    expect([answer.status, typeof answer.body.redirect_url]).toEqual([200, 'string'])
  })

  it('the oldest sample: no type, no subject id, endorsements; dates that are no dates; number ids', async () => {
    const answer = await push(app, partner, {
      recipient: { id: 474989023199323 },
      credentials: [
        {
          id: 351843720888468,
          name: 'Calculus',
          awardedDate: 'Spring 2023',
          endorsements: { claim: { endorsementComment: 'x' } },
          credentialSubject: { achievement: { id: 12, achievementType: 'Course', name: 'Calculus' } },
          issuer: { name: 'Institution X' },
        },
      ],
    })
    expect(answer.body.results).toMatchObject([{ status: 'held', section: 'Relevant Coursework' }])
  })
})

describe('one bad element', () => {
  it('never fails the others', async () => {
    const answer = await push(app, partner, { credentials: [badge(), 42, null, {}, 'no jwt', { foo: 1 }, badge()] })
    expect(answer.status).toBe(200)
    expect(statuses(answer)).toEqual(['held', 'rejected', 'rejected', 'rejected', 'rejected', 'rejected', 'held'])
    for (const result of answer.body.results.slice(1, 6)) {
      expect(result.reason).toEqual(expect.any(String))
      expect(result.pointer).toBe(`/credentials/${result.index}`)
      expect([result.verdict, result.section]).toEqual([null, null])
    }
  })

  it.each([
    ['nothing else', { credentials: [42, 'x'] }],
    ['an empty object', {}],
    ['no credentials', { recipient: { id: '1' } }],
    ['null credentials', { credentials: null }],
    ['an array', [badge()]],
    ['a text', '"text"'],
    ['null', 'null'],
  ])('400 when there is %s', async (_name, body) => {
    const answer = await push(app, partner, body)
    expect([answer.status, answer.body.imsx_codeMajor, field(answer).imsx_codeMinorFieldValue]).toEqual([400, 'failure', 'invalid_data'])
    expect(answer.headers.get('content-type')).toMatch(/^application\/json/)
  })
})

describe('hostile bodies', () => {
  const text = (fill: string): string => JSON.stringify({ credentials: [badge()] }).replace('"A course"', fill)
  it.each([
    ['raw line break', text('"A\ncourse"'), 400, 'json_malformed'],
    ['duplicate key', text('"A","name":"B"'), 400, 'json_duplicate_key'],
    ['NUL', text('"A\\u0000"'), 400, 'json_forbidden_character'],
    ['lone surrogate', text('"\\ud800"'), 400, 'json_forbidden_character'],
    ['__proto__', text('"A","__proto__":{"x":1}'), 400, 'json_forbidden_key'],
    ['constructor', text('"A","constructor":{"x":1}'), 400, 'json_forbidden_key'],
    ['65 levels', `{"credentials":${'['.repeat(65)}${']'.repeat(65)}}`, 400, 'json_too_deep'],
    ['empty', '', 400, 'body_empty'],
    ['cut off', '{"credentials":[', 400, 'json_malformed'],
    ['501 elements', JSON.stringify({ credentials: Array.from({ length: 501 }, () => 1) }), 413, 'too_many_elements'],
    ['over 10 MB', JSON.stringify({ credentials: [], x: 'x'.repeat(10_485_760) }), 413, 'body_too_large'],
  ])('%s', async (_name, body, status, code) => {
    const answer = await push(app, partner, body)
    expect([answer.status, field(answer).imsx_codeMinorFieldName]).toEqual([status, `laurel:${code}`])
    expect((await push(app, partner, { credentials: [badge()] })).status).toBe(200)
  })

  it('not UTF-8', async () => {
    const answer = await push(app, partner, new Uint8Array([0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d]))
    expect([answer.status, field(answer).imsx_codeMinorFieldName]).toEqual([400, 'laurel:json_not_utf8'])
  })

  it('other media types and encodings', async () => {
    expect((await push(app, partner, 'x=1', { 'content-type': 'text/plain' })).status).toBe(415)
    expect((await push(app, partner, '{}', { 'content-encoding': 'gzip' })).status).toBe(415)
    expect((await push(app, partner, { credentials: [badge()] }, { 'content-type': 'application/json; charset=utf-8' })).status).toBe(200)
    expect((await push(app, partner, { credentials: [badge()] }, { 'content-type': 'application/ld+json' })).status).toBe(200)
  })

  it('other methods: 405 with Allow, in JSON', async () => {
    for (const method of ['PUT', 'PATCH', 'DELETE']) {
      const answer = await call(app, method, '/api/v1/credentials', partner)
      expect([answer.status, answer.headers.get('allow'), answer.body.imsx_codeMajor]).toEqual([405, 'GET, HEAD, POST', 'failure'])
    }
    expect((await call(app, 'GET', '/api/v1/clr', partner)).status).toBe(405)
  })

  it('large bodies are read beside the server, with the same answers', async () => {
    const credentials = Array.from({ length: 400 }, () => badge({ description: 'x'.repeat(500) }))
    const answer = await push(app, partner, { credentials: [...credentials, 42] })
    expect([answer.status, answer.body.results.length, answer.body.results[400].status]).toEqual([200, 401, 'rejected'])
    const broken = await push(app, partner, `${JSON.stringify({ credentials }).slice(0, -5)}`)
    expect([broken.status, field(broken).imsx_codeMinorFieldName]).toEqual([400, 'laurel:json_malformed'])
  })

  it('more large bodies at once than there is room for: 503 with Retry-After, the server lives', async () => {
    const body = JSON.stringify({ credentials: [], x: 'x'.repeat(10_000_000) })
    const answers = await Promise.all(Array.from({ length: 14 }, () => push(app, partner, body).catch(() => undefined)))
    expect(answers.some((answer) => answer?.status === 200)).toBe(true)
    for (const answer of answers.filter((one) => one !== undefined)) {
      expect([200, 503]).toContain(answer.status)
      if (answer.status === 503) expect(answer.headers.get('retry-after')).toBe('2')
    }
    expect((await call(app, 'GET', '/health/live')).status).toBe(200)
  })
})

describe('Idempotency-Key', () => {
  it('gives the same answer for the same body, 409 for another, and lets two at once make one envelope', async () => {
    const body = { credentials: [badge()] }
    const key = { 'idempotency-key': 'one' }
    const answers = await Promise.all(Array.from({ length: 6 }, () => push(app, partner, body, key)))
    expect(new Set(answers.map(({ text }) => text)).size).toBe(1)
    expect(answers[0]?.status).toBe(200)
    const other = await push(app, partner, { credentials: [badge()] }, key)
    expect([other.status, field(other).imsx_codeMinorFieldName]).toEqual([409, 'laurel:idempotency_conflict'])
    expect((await push(app, partner, body, { 'idempotency-key': '' })).status).toBe(400)
  })
})

describe('warnings and alerts', () => {
  it('a mapping set on the partner answers its alert and moves what is there; taken away, the alert is open again', async () => {
    const own = await makePartner(app)
    const send = (achievementType: string) => push(app, own, { recipient: { id: 'm' }, credential: badge({}, { achievementType }) })
    const open = async () =>
      (await call(app, 'GET', '/api/admin/alerts', { headers: operator })).body.alerts
        .filter(({ partnerId }: { partnerId: string }) => partnerId === own.id)
        .map(({ achievementType }: { achievementType: string }) => achievementType)
    const map = (typeOverrides: object) =>
      call(app, 'PATCH', `/api/admin/partners/${own.id}`, { headers: operator, body: { typeOverrides } })
    const sent = await send('ext:CoolCat')
    await send('Influencer')
    expect(await open()).toEqual(['ext:CoolCat', 'Influencer'])
    expect((await map({ 'EXT:coolcat': 'Activities' })).status).toBe(200)
    expect(await open()).toEqual(['Influencer'])
    const claim = await call(app, 'GET', `/api/claims/${sent.body.identifier_token}`, { headers: await signIn(app, 'mapped@example.org') })
    expect(claim.body.items).toMatchObject([{ section: 'Activities' }])
    await map({})
    expect((await send('ext:CoolCat')).body.results).toMatchObject([{ section: 'Credentials' }])
    expect(await open()).toEqual(['ext:CoolCat', 'Influencer'])
  })

  it('assigning replaces what the type had, however it was spelled', async () => {
    const own = await makePartner(app)
    await push(app, own, { credential: badge({}, { achievementType: 'ZEBRA' }) })
    const { body } = await call(app, 'GET', '/api/admin/alerts', { headers: operator })
    const alert = body.alerts.find(({ partnerId }: { partnerId: string }) => partnerId === own.id)
    await call(app, 'PATCH', `/api/admin/partners/${own.id}`, {
      headers: operator,
      body: { typeOverrides: { zebra: 'Activities', Aa: 'Education' } },
    })
    await call(app, 'POST', `/api/admin/alerts/${alert.id}/assign`, { headers: operator, body: { section: 'Licenses' } })
    const partner = await call(app, 'GET', `/api/admin/partners/${own.id}`, { headers: operator })
    expect(partner.body.typeOverrides).toEqual({ Aa: 'Education', ZEBRA: 'Licenses' })
  })

  it('a warning about a credential without an id says which', async () => {
    const { body } = await push(app, partner, { credentials: [badge(), badge({ id: '' })] })
    expect(body.warnings).toMatchObject([{ code: 'ASSERTION_ID_MISSING', pointer: '/credentials/1' }])
  })

  it.each(['zzz', 'a.b.c', '{"a":', '<x/>'])('a text that is no credential, like %j, is refused in plain words', async (text) => {
    const { status, body } = await push(app, partner, { credentials: [badge(), text] })
    expect([status, body.results[1].status]).toEqual([200, 'rejected'])
    expect(body.results[1].reason).toMatch(/^This text (?:is neither a signed credential|cannot be read as a credential: )/)
  })

  it.each(['application/vc', 'application/vp', 'application/vc+ld+json', 'application/ld+json; charset=utf-8'])(
    'takes %s',
    async (type) => {
      const answer = await call(app, 'POST', '/api/v1/credentials', {
        headers: { ...partner.headers, 'content-type': type },
        body: JSON.stringify(badge()),
      })
      expect(answer.status).toBe(200)
    },
  )

  it('an unknown type raises one alert for a partner; answering it moves what is there and places what comes', async () => {
    const own = await makePartner(app)
    const first = await push(app, own, {
      credentials: [badge({}, { achievementType: 'Influencer' }), badge({}, { achievementType: 'influencer' })],
    })
    expect(first.body.results.map(({ section }: { section: string }) => section)).toEqual(['Credentials', 'Credentials'])
    await push(app, own, { credentials: [badge({}, { achievementType: 'INFLUENCER' })] })
    const { body } = await call(app, 'GET', '/api/admin/alerts', { headers: operator })
    const [alert, ...more] = body.alerts.filter(({ partnerId }: { partnerId: string }) => partnerId === own.id)
    expect([alert.achievementType, alert.count, more]).toEqual(['Influencer', 3, []])
    const assigned = await call(app, 'POST', `/api/admin/alerts/${alert.id}/assign`, { headers: operator, body: { section: 'Experience' } })
    expect(assigned.body).toEqual({ moved: 3 })
    const later = await push(app, own, { credentials: [badge({}, { achievementType: 'Influencer' })] })
    expect(later.body.results[0].section).toBe('Experience')
    expect(
      (await call(app, 'GET', '/api/admin/alerts', { headers: operator })).body.alerts.filter(
        ({ partnerId }: { partnerId: string }) => partnerId === own.id,
      ),
    ).toEqual([])
    expect((await call(app, 'POST', '/api/admin/alerts/none/assign', { headers: operator, body: { section: 'Experience' } })).status).toBe(
      404,
    )
  })

  it('a find-my-resume partner hears what its recipient lacks', async () => {
    const own = await makePartner(app, { findMyResume: true })
    const lacking = await push(app, own, { recipient: { id: '1' }, credentials: [badge()] })
    expect(lacking.body.warnings).toMatchObject([{ code: 'NOT_FINDABLE' }])
    const whole = await push(app, own, { recipient: { id: '1', givenName: 'A', familyName: 'B', studentId: '7' }, credentials: [badge()] })
    expect(whole.body.warnings).toEqual([])
  })

  it('an unknown recipienttoken refuses the upload and stores nothing', async () => {
    const credential = badge()
    const answer = await push(app, partner, { recipienttoken: 'guess', credentials: [credential] })
    expect([answer.status, field(answer).imsx_codeMinorFieldName]).toEqual([400, 'laurel:recipient_token_invalid'])
    expect((await call(app, 'GET', `/api/v1/credentials/${encodeURIComponent(String(credential.id))}`, partner)).status).toBe(404)
  })
})

describe('what a partner has sent', () => {
  it('is listed in pages with totals and links', async () => {
    const own = await makePartner(app)
    await push(app, own, { credentials: Array.from({ length: 5 }, () => badge()) })
    const page = await call(app, 'GET', '/api/v1/credentials?limit=2&offset=2', own)
    expect([page.status, page.body.credential.length, page.body.compactJwsString, page.headers.get('x-total-count')]).toEqual([
      200,
      2,
      [],
      '5',
    ])
    expect(page.headers.get('link')).toMatch(/limit=2&offset=4>; rel="next".*offset=4>; rel="last"/)
    expect((await call(app, 'GET', '/api/v1/credentials?limit=1000', own)).body.credential).toHaveLength(5)
    const none = await call(app, 'GET', '/api/v1/credentials?since=2999-01-01T00:00:00Z', own)
    expect([none.body.credential, none.headers.get('x-total-count')]).toEqual([[], '0'])
    expect((await call(app, 'GET', '/api/v1/credentials', await makePartner(app))).body.credential).toEqual([])
  })

  it('a limit past all numbers counts as 200; before a page behind the end comes the last', async () => {
    expect((await call(app, 'GET', '/api/v1/credentials?limit=99999999999999999999', partner)).status).toBe(200)
    const page = await call(app, 'GET', '/api/v1/credentials?limit=2&offset=99999999999999999999', partner)
    const total = Number(page.headers.get('x-total-count'))
    expect([page.status, page.body.credential, total > 0]).toEqual([200, [], true])
    const last = Math.floor((total - 1) / 2) * 2
    expect(page.headers.get('link')).toContain(`limit=2&offset=${last}>; rel="prev"`)
  })

  it.each(['limit=0', 'limit=x', 'limit=-1', 'offset=-1', 'offset=1.5', 'since=yesterday', 'limit=1&limit=2'])('%s: 400', async (query) => {
    expect((await call(app, 'GET', `/api/v1/credentials?${query}`, partner)).status).toBe(400)
  })

  it('is read and withdrawn by its sender only; another’s id and an unknown one look the same', async () => {
    const credential = badge({ id: 'https://institutionx.example/a/1?x=ä ö' })
    await push(app, partner, { credentials: [credential] })
    const path = `/api/v1/credentials/${encodeURIComponent(String(credential.id))}`
    const own = await call(app, 'GET', path, partner)
    expect(own.body).toMatchObject({ credential, status: 'held', verdict: 'unsigned' })
    const other = await makePartner(app)
    const [foreign, unknown] = [await call(app, 'GET', path, other), await call(app, 'GET', '/api/v1/credentials/nothing', other)]
    expect([foreign.status, foreign.text]).toEqual([404, unknown.text])
    expect((await call(app, 'DELETE', path, other)).text).toBe(unknown.text)
    expect((await call(app, 'DELETE', path, partner)).status).toBe(204)
    expect((await call(app, 'DELETE', path, partner)).status).toBe(204)
    expect((await call(app, 'GET', path, partner)).body).toMatchObject({ status: 'withdrawn', verdict: 'withdrawn' })
    expect((await push(app, partner, { credentials: [credential] })).body.results[0].status).toBe('updated')
    expect((await call(app, 'GET', path, partner)).body.status).toBe('held')
  })
})

describe('what was found by trying to break it', () => {
  it('a signed text that hides NUL, half a pair or a polluting key is one rejected element', async () => {
    const hide = (json: string): string => `${b64({ alg: 'ES256' })}.${Buffer.from(json).toString('base64url')}.c2ln`
    const payloads = [
      '{"vc":{"credentialSubject":{"name":"\\u0000"}}}',
      '{"vc":{"credentialSubject":{"name":"\\ud800"}}}',
      '{"vc":{"credentialSubject":{"__proto__":{"x":1}}}}',
    ]
    const answer = await push(app, partner, {
      credentials: [...payloads.map(hide), '{"type":"VerifiableCredential","credentialSubject":{"a":"\\u0000"}}', badge()],
    })
    expect([answer.status, statuses(answer)]).toEqual([200, ['rejected', 'rejected', 'rejected', 'rejected', 'held']])
  })

  it('simultaneous updates of one assertion are all answered, and one of them stands', async () => {
    const credential = badge()
    await push(app, partner, { credentials: [credential] })
    const answers = await Promise.all(
      Array.from({ length: 8 }, (_, i) => push(app, partner, { credentials: [{ ...credential, name: `Version ${i}` }] })),
    )
    expect(answers.map(({ status }) => status)).toEqual(Array.from({ length: 8 }, () => 200))
    const two = [badge(), badge()]
    await push(app, partner, { credentials: two })
    const crossed = await Promise.all(
      Array.from({ length: 8 }, (_, i) =>
        push(app, partner, { credentials: (i % 2 ? two : [...two].reverse()).map((one) => ({ ...one, name: `v${i}` })) }),
      ),
    )
    expect(crossed.map(({ status }) => status)).toEqual(Array.from({ length: 8 }, () => 200))
  })

  it('%00 in addresses, forms and Basic is a 4xx', async () => {
    for (const [method, path] of [
      ['GET', '/api/v1/credentials/%00'],
      ['DELETE', '/api/v1/credentials/%00'],
      ['GET', '/createmyresume/%00'],
      ['GET', '/api/admin/partners/%00'],
      ['GET', '/api/admin/mail?to=%00'],
    ] as const) {
      const { status } = await call(app, method, path, { headers: path.includes('admin') ? operator : partner.headers })
      expect([path, status]).toEqual([path, 400])
    }
    const form = await call(app, 'POST', '/api/v1/token', {
      body: new URLSearchParams({ grant_type: 'client_credentials', client_id: '\0', client_secret: '\0' }),
    })
    expect(form.status).toBeLessThan(500)
    const broken = await call(app, 'POST', '/api/v1/token', { body: 'x', headers: { 'content-type': 'multipart/form-data; boundary=b' } })
    expect([broken.status, broken.body.error]).toEqual([400, 'invalid_request'])
    expect((await call(app, 'POST', '/api/v1/token', { body: 'x', headers: { 'content-type': 'multipart/form-data' } })).status).toBe(400)
  })

  it('numbers come back as they were sent', async () => {
    const text = `{"credential":{"id":"urn:numbers:1","type":"VerifiableCredential","credentialSubject":{"big":12345678901234567890123,"zero":-0.0,"one":1.0}}}`
    await push(app, partner, text)
    const { text: back } = await call(app, 'GET', '/api/v1/credentials/urn%3Anumbers%3A1', partner)
    expect(back).toContain('"big":12345678901234567890123,"zero":-0.0,"one":1.0')
    expect((await call(app, 'GET', '/api/v1/credentials?limit=1', partner)).text).toContain('12345678901234567890123')
  })

  it('an address that is none is said to the partner; mailto: is read', async () => {
    const answer = await push(app, partner, { recipient: { email: 'not an address' }, credentials: [badge()] })
    expect(answer.body.warnings).toMatchObject([{ code: 'RECIPIENT_EMAIL_UNUSABLE', pointer: '/recipient/email' }])
    expect((await push(app, partner, { recipient: { email: 'mailto:a@example.org' }, credentials: [badge()] })).body.warnings).toEqual([])
  })

  it.each(['since=2020-02-30', 'since=0000-01-01T00:00:00Z'])('%s: 400', async (query) => {
    expect((await call(app, 'GET', `/api/v1/credentials?${query}`, partner)).status).toBe(400)
  })
})
