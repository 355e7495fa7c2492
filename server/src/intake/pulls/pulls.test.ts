import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startTestApp, type TestApp } from '../../../test/app.ts'
import { type Answer, badge, call, type HeaderLines, makePartner, push, signIn, type TestPartner, tokenFor } from '../../../test/people.ts'

let app: TestApp
let partner: TestPartner
const IMPORT_URL = 'https://wallet.example/consent?contract=a%20b&recipientToken=theirs&REDIRECTURL=https://evil.example#/step'
beforeAll(async () => {
  app = await startTestApp()
  partner = await makePartner(app, { name: 'Wallet', slug: 'wallet', importUrl: IMPORT_URL })
})
afterAll(() => app.stop())

let people = 0
const somebody = (): Promise<HeaderLines> => signIn(app, `puller${++people}@example.org`)

interface Started {
  url: URL
  token: string
  back: string
  key: string
}

async function start(person: HeaderLines, slug = 'wallet'): Promise<Started> {
  const { status, body, text } = await call(app, 'POST', '/api/me/pulls', { headers: person, body: { partner: slug } })
  if (status !== 200) throw new Error(text)
  const url = new URL(body.url)
  const back = url.searchParams.get('redirectURL') ?? ''
  return { url, token: url.searchParams.get('recipientToken') ?? '', back, key: back.split('/').pop() ?? '' }
}

const send = (recipienttoken: string, credentials: object[] = [badge()], by = partner): Promise<Answer> =>
  push(app, by, { recipienttoken, credentials })
const look = (key: string, headers?: HeaderLines) => call(app, 'GET', `/api/claims/${key}`, headers ? { headers } : {})
const codeOf = ({ status, body }: Answer) => [status, body.code]
const held = async (credential: Record<string, unknown>, by = partner) =>
  (await call(app, 'GET', `/api/v1/credentials/${encodeURIComponent(String(credential.id))}`, by)).status
const entries = async (headers: HeaderLines): Promise<string[]> =>
  (await call(app, 'GET', '/api/me/resume', { headers })).body.sections.flatMap(({ entries }: { entries: { title: string }[] }) =>
    entries.map(({ title }) => title),
  )

describe('starting a pull', () => {
  it('appends both parameters to the partner’s own address; the way back is ours and cannot be turned elsewhere', async () => {
    const person = await somebody()
    const { body } = await call(app, 'POST', '/api/me/pulls', { headers: person, body: { partner: 'wallet' } })
    expect(body.url).toMatch(
      /^https:\/\/wallet\.example\/consent\?contract=a%20b&recipientToken=[0-9a-z]{50}&redirectURL=http%3A%2F%2F[^&#]+#\/step$/,
    )
    const { back, token } = await start(person)
    expect(back).toMatch(new RegExp(`^${app.config.baseUrl}/import/return/[0-9a-z]{50}$`))
    const { rows } = await app.database.executeSql('select token_hash, return_key_hash from recipient_tokens', [])
    expect(JSON.stringify(rows)).not.toContain(token)
  })

  it('needs a signed-in person and a partner that offers it', async () => {
    expect(codeOf(await call(app, 'POST', '/api/me/pulls', { body: { partner: 'wallet' } }))).toEqual([401, 'not_signed_in'])
    const person = await somebody()
    await makePartner(app, { name: 'Pusher', slug: 'pusher' })
    for (const slug of ['pusher', 'nobody'])
      expect(codeOf(await call(app, 'POST', '/api/me/pulls', { headers: person, body: { partner: slug } }))).toEqual([
        404,
        'partner_not_found',
      ])
    expect((await call(app, 'POST', '/api/me/pulls', { headers: person, body: { partner: partner.id } })).status).toBe(200)
  })

  it('is offered by the list of partners to import from: those with an address, not tests, nothing else of them', async () => {
    await makePartner(app, { name: 'A test', slug: 'a-test', importUrl: 'https://x.example', mode: 'test' })
    const { body } = await call(app, 'GET', '/api/partners')
    expect(body.partners).toEqual([{ name: 'Wallet', slug: 'wallet', logo: null }])
  })
})

describe('what a pull brings', () => {
  it('is unseen until the same browser is back, then chosen as in a claim', async () => {
    const person = await somebody()
    const { token, key, back } = await start(person)
    expect(codeOf(await look(key, person))).toEqual([404, 'pull_empty'])
    const answer = await send(token, [badge({}, { name: 'One' }), badge({}, { name: 'Two' })])
    expect(answer.status).toBe(200)
    expect((await call(app, 'GET', '/api/me/inbox', { headers: person })).body.items).toEqual([])
    const page = await call(app, 'GET', new URL(back).pathname, { headers: person })
    expect([page.status, page.headers.get('cache-control'), page.headers.get('referrer-policy')]).toEqual([200, 'no-store', 'no-referrer'])
    expect(page.text).toContain('Wallet has 2 credentials for you')
    // should the page be closed now, it is under "new credentials"
    expect((await call(app, 'GET', '/api/me/inbox', { headers: person })).body.items).toHaveLength(2)
    const { body } = await look(key, person)
    expect(body.items.map(({ title }: { title: string }) => title)).toEqual(['One', 'Two'])
    const claimed = await call(app, 'POST', `/api/claims/${key}`, { headers: person, body: { include: [body.items[0].id] } })
    expect(claimed.body).toEqual({ added: 1, left: 1, withheld: 0 })
    expect(await entries(person)).toEqual(['One'])
    expect((await call(app, 'GET', '/api/me/inbox', { headers: person })).body.items).toHaveLength(1)
    expect(codeOf(await look(key, person))).toEqual([410, 'claim_gone'])
  })

  it('is found by the upload’s own redirect_url too, which one real client follows', async () => {
    const person = await somebody()
    const { token } = await start(person)
    const { body } = await push(app, partner, {
      recipienttoken: token,
      recipient: { id: 'did:web:x', givenName: 'Whole Name', familyName: '', email: 'other@example.org' },
      credentials: [badge()],
    })
    expect(body.redirect_url).toMatch(/\/createmyresume\/[0-9a-z]{50}$/)
    const page = await call(app, 'GET', new URL(body.redirect_url).pathname, { headers: person })
    expect(page.status).toBe(200)
    const claim = await look(body.identifier_token, person)
    // the person asked for it themself: no code to whatever address the partner knows
    expect([claim.status, claim.body.items.length, claim.body.recipientCheck]).toEqual([200, 1, undefined])
  })

  it('may be nothing at all', async () => {
    const person = await somebody()
    const { token, key } = await start(person)
    expect((await send(token, [])).status).toBe(200)
    expect((await look(key, person)).body).toMatchObject({ state: 'waiting', credentials: 0, items: [] })
  })
})

describe('a recipient token', () => {
  const refused = async (token: string, by = partner) => {
    const credential = badge()
    const answer = await send(token, [credential], by)
    expect([answer.status, answer.body.imsx_codeMinor.imsx_codeMinorField[0].imsx_codeMinorFieldName]).toEqual([
      400,
      'laurel:recipient_token_invalid',
    ])
    expect(await held(credential, by)).toBe(404)
  }

  it('unknown, or another partner’s, refuses the upload and stores nothing', async () => {
    const other = await makePartner(app, { name: 'Other', slug: 'other', importUrl: 'https://other.example' })
    const { token, key } = await start(await somebody())
    await refused('guess')
    await refused(token, other)
    await refused(key)
  })

  it('takes one upload, also of many at once', async () => {
    const { token } = await start(await somebody())
    const answers = await Promise.all(Array.from({ length: 8 }, () => send(token)))
    expect(answers.map(({ status }) => status).sort()).toEqual([200, ...Array.from({ length: 7 }, () => 400)])
    await refused(token)
  })

  it('lives 60 minutes, and ends with the session that asked', async () => {
    const person = await somebody()
    const [early, late] = [await start(person), await start(person)]
    const signedOut = await somebody()
    const gone = await start(signedOut)
    await call(app, 'POST', '/api/sign-out', { headers: signedOut })
    await refused(gone.token)
    app.travel(59 * 60_000)
    partner = { ...partner, headers: await tokenFor(app, partner) }
    expect((await send(early.token)).status).toBe(200)
    app.travel(60_001)
    await refused(late.token)
  })
})

describe('another browser', () => {
  const bothWays = async (person: HeaderLines) => {
    const { token, key, back } = await start(person)
    const { body } = await send(token, [badge({}, { name: 'Private title' })])
    return { token, key, back, keys: [key, body.identifier_token as string] }
  }

  it('sees nothing: nobody signed in, another person, the same person elsewhere', async () => {
    const email = `puller${++people}@example.org`
    const person = await signIn(app, email)
    const { keys, back } = await bothWays(person)
    for (const visitor of [undefined, await somebody(), await signIn(app, email)]) {
      for (const key of keys) {
        const seen = await look(key, visitor)
        expect(codeOf(seen)).toEqual([403, 'pull_elsewhere'])
        expect(seen.text).not.toMatch(/Private title|Wallet/)
        if (visitor)
          expect(codeOf(await call(app, 'POST', `/api/claims/${key}`, { headers: visitor, body: {} }))).toEqual([403, 'pull_elsewhere'])
      }
      const page = await call(app, 'GET', new URL(back).pathname, visitor ? { headers: visitor } : {})
      expect([page.status, page.text.includes('started in another browser')]).toEqual([403, true])
      expect(page.text).not.toMatch(/Private title|Wallet has/)
    }
    expect((await call(app, 'GET', '/api/me/inbox', { headers: person })).body.items).toEqual([])
    // looking used nothing up
    expect((await look(keys[0]!, person)).body.items).toHaveLength(1)
  })

  it('that is not theirs hears not even that a pull is waiting', async () => {
    const { key } = await start(await somebody())
    expect(codeOf(await look(key))).toEqual([403, 'pull_elsewhere'])
    expect(codeOf(await look(key, await somebody()))).toEqual([403, 'pull_elsewhere'])
    expect(codeOf(await look('0'.repeat(50)))).toEqual([404, 'claim_not_found'])
  })

  it('of somebody who was lured ends the pull: whoever started it never sees what came', async () => {
    for (const visitor of [undefined, await somebody()]) {
      for (const which of [0, 1]) {
        const attacker = await somebody()
        const { keys } = await bothWays(attacker)
        const told = await call(app, 'POST', `/api/claims/${keys[which]}/elsewhere`, visitor ? { headers: visitor } : {})
        expect(told.status).toBe(204)
        for (const key of keys) {
          expect(codeOf(await look(key, attacker))).toEqual([403, 'pull_elsewhere'])
          expect(codeOf(await call(app, 'POST', `/api/claims/${key}`, { headers: attacker, body: {} }))).toEqual([403, 'pull_elsewhere'])
        }
        expect((await call(app, 'GET', '/api/me/inbox', { headers: attacker })).body.items).toEqual([])
      }
    }
  })

  it('of somebody who was lured, before the upload: the upload is refused', async () => {
    const { token, key } = await start(await somebody())
    await call(app, 'POST', `/api/claims/${key}/elsewhere`, { headers: await somebody() })
    expect((await send(token)).status).toBe(400)
  })

  it('telling so ends nothing for the person who started, and says nothing of unknown keys', async () => {
    const email = `puller${++people}@example.org`
    const person = await signIn(app, email)
    const { key } = await bothWays(person)
    for (const headers of [person, await signIn(app, email)])
      expect((await call(app, 'POST', `/api/claims/${key}/elsewhere`, { headers })).status).toBe(204)
    expect((await look(key, person)).status).toBe(200)
    expect((await call(app, 'POST', '/api/claims/unknown/elsewhere')).status).toBe(204)
  })

  it('two at once: one claim wins, also by both ways in', async () => {
    const person = await somebody()
    const { keys } = await bothWays(person)
    const answers = await Promise.all(
      [...keys, ...keys, ...keys].map((key) => call(app, 'POST', `/api/claims/${key}`, { headers: person, body: {} })),
    )
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1)
    expect(answers.every(({ status }) => [200, 409, 410].includes(status))).toBe(true)
  })
})
