import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startTestApp, type TestApp } from '../../test/app.ts'
import { badge, call, imsxField, makePartner, push, statuses, type TestPartner } from '../../test/people.ts'

let app: TestApp
let partner: TestPartner
beforeAll(async () => {
  app = await startTestApp()
  partner = await makePartner(app)
})
afterAll(() => app.stop())

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
    expect([answer.status, answer.body.imsx_codeMajor, imsxField(answer).imsx_codeMinorFieldValue]).toEqual([
      400,
      'failure',
      'invalid_data',
    ])
    expect(answer.headers.get('content-type')).toMatch(/^application\/json/)
  })

  it('keeps several reasons apart', async () => {
    const proof = { type: 'DataIntegrityProof', cryptosuite: 'eddsa-2022', proofPurpose: 'assertionMethod', proofValue: 'z3' }
    const { body } = await push(app, partner, { credentials: [badge({ validUntil: '2024-06-01T00:00:00Z', proof })] })
    expect(body.results[0].verdict).toBe('expired')
    expect(body.results[0].reason).toMatch(/eddsa-2022 is not supported; .*it expired 2024-06-01T00:00:00Z$/)
  })

  it.each(['zzz', 'a.b.c', '{"a":', '<x/>'])('a text that is no credential, like %j, is refused in plain words', async (text) => {
    const { status, body } = await push(app, partner, { credentials: [badge(), text] })
    expect([status, body.results[1].status]).toEqual([200, 'rejected'])
    expect(body.results[1].reason).toMatch(/^This text (?:is neither a signed credential|cannot be read as a credential: )/)
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
    expect([other.status, imsxField(other).imsx_codeMinorFieldName]).toEqual([409, 'laurel:idempotency_conflict'])
    expect((await push(app, partner, body, { 'idempotency-key': '' })).status).toBe(400)
  })
})
