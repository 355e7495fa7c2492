import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { deflateSync } from 'node:zlib'
import { didKeyOf, generateKey, issueCredential, type JsonObject } from '@laurel/credentials'
import { Transformer } from '@napi-rs/image'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startTestApp, type TestApp } from '../../../test/app.ts'
import { badge, call, makePartner, operator, push, signIn, type TestPartner } from '../../../test/people.ts'

let app: TestApp
let partner: TestPartner
const picture = Transformer.fromRgbaPixels(new Uint8Array(64 * 32 * 4).fill(200), 64, 32).pngSync()
const dataUri = (bytes: Uint8Array, type = 'png'): string => `data:image/${type};base64,${Buffer.from(bytes).toString('base64')}`
const site = createServer((request, response) => {
  if (request.url === '/logo.png') response.writeHead(200, { 'content-type': 'image/png' }).end(picture)
  else response.writeHead(404).end()
})
let origin: string

beforeAll(async () => {
  await new Promise<void>((resolve) => site.listen(0, '127.0.0.1', resolve))
  origin = `http://127.0.0.1:${(site.address() as AddressInfo).port}`
  app = await startTestApp({ env: { FETCH_ALLOW_PRIVATE: '1' } })
  partner = await makePartner(app)
})
afterAll(async () => {
  await app.stop()
  site.close()
})

const admin = (method: string, path: string, body?: unknown) => call(app, method, `/api/admin${path}`, { headers: operator, body })
const key = generateKey('Ed25519')
const did = didKeyOf(key.publicKeyMultibase)
const signed = (issuer: string, more: object = {}): Promise<JsonObject> => {
  const method = issuer.startsWith('did:key:') ? {} : { id: `${issuer}#${key.publicKeyMultibase}`, controller: issuer }
  return issueCredential({ ...badge(), issuer: { id: issuer, type: ['Profile'], name: 'A school' }, ...more } as JsonObject, {
    key: { ...key, ...method },
  })
}
const verdictOf = async (id: unknown): Promise<string> =>
  (await call(app, 'GET', `/api/v1/credentials/${encodeURIComponent(String(id))}`, partner)).body.verdict
const one = (id: string) => `/issuers/${encodeURIComponent(id)}`

describe('the issuer registry', () => {
  it('is empty, filled, changed and replaced; each answer counts', async () => {
    expect((await admin('GET', '/issuers')).body).toEqual({ issuers: [], total: 0 })
    const first = await admin('PUT', '/issuers', {
      issuers: [
        { id: 'https://a.example', name: 'A', domain: 'a.example' },
        { id: '42', name: 'B' },
      ],
    })
    expect([first.status, first.body.added, first.body.changed, first.body.removed, first.body.total]).toEqual([200, 2, 0, 0, 2])
    const asMap = await admin('PUT', '/issuers', { issuers: { 'https://a.example': { name: 'Ä' }, 'did:web:c.example': { name: 'C' } } })
    expect([asMap.status, asMap.body.added, asMap.body.changed, asMap.body.removed]).toEqual([200, 1, 1, 1])
    expect((await admin('GET', '/issuers?search=c.example')).body.issuers).toMatchObject([{ id: 'did:web:c.example', name: 'C', keys: [] }])
    expect((await admin('GET', '/issuers?limit=1&offset=1')).body).toMatchObject({ issuers: [expect.anything()], total: 2 })
    expect((await admin('GET', '/issuers?offset=9')).body).toEqual({ issuers: [], total: 2 })
    const { body: read } = await admin('GET', '/issuers')
    expect((await admin('PUT', '/issuers', read)).body).toMatchObject({ issuers: read.issuers, added: 0, changed: 0, removed: 0 })
    const { id, ...facts } = read.issuers[0]
    expect((await admin('PUT', one(id), { ...facts, name: 'Anew' })).body).toMatchObject({ id, name: 'Anew' })
    expect((await admin('PUT', one('urn:x y'), { name: 'Spaces' })).body).toMatchObject({ id: 'urn:x y', name: 'Spaces' })
    expect((await admin('DELETE', one('urn:x y'))).status).toBe(204)
    expect((await admin('DELETE', one('urn:x y'))).body.code).toBe('issuer_not_found')
  })

  it.each([
    [
      'the same issuer twice',
      {
        issuers: [
          { id: 'x', name: 'X' },
          { id: 'x', name: 'Y' },
        ],
      },
      'issuer_listed_twice',
    ],
    ['a key nobody can read', { issuers: [{ id: 'x', name: 'X', keys: ['zNotAKey'] }] }, 'issuer_key_unreadable'],
    [
      'a secret key',
      { issuers: [{ id: 'x', name: 'X', keys: [{ kty: 'OKP', crv: 'Ed25519', x: 'AA', d: 'AA' }] }] },
      'issuer_key_unreadable',
    ],
    ['no name', { issuers: [{ id: 'x', name: ' ' }] }, 'request_invalid'],
    ['an id with a line break', { issuers: [{ id: 'x\ny', name: 'X' }] }, 'request_invalid'],
    ['a field nobody knows', { issuers: [{ id: 'x', name: 'X', color: 'red' }] }, 'request_invalid'],
    ['a colour that is none', { issuers: [{ id: 'x', name: 'X', landing: { background: 'red' } }] }, 'request_invalid'],
    ['no list', {}, 'request_invalid'],
  ])('refuses %s and changes nothing', async (_name, body, code) => {
    const before = (await admin('GET', '/issuers')).text
    const answer = await admin('PUT', '/issuers', body)
    expect([answer.status, answer.body.code]).toEqual([400, code])
    expect((await admin('GET', '/issuers')).text).toBe(before)
  })

  it('lifts what a did:key issuer signed to verified, also what is held already, and lets it fall again', async () => {
    const held = await signed(did)
    expect((await push(app, partner, { credentials: [held] })).body.results[0].verdict).toBe('verified-issuer-unknown')
    await admin('PUT', one(did), { name: 'Montana State' })
    await expect.poll(() => verdictOf(held.id), { timeout: 8_000 }).toBe('verified')
    expect((await push(app, partner, { credentials: [await signed(did)] })).body.results[0].verdict).toBe('verified')
    await admin('DELETE', one(did))
    await expect.poll(() => verdictOf(held.id), { timeout: 8_000 }).toBe('verified-issuer-unknown')
  })

  it('pins keys for an id that publishes none; another key in its name is no more than anyone’s', async () => {
    const id = 'https://nothing-here.example/issuer'
    const [before] = (await push(app, partner, { credentials: [await signed(id)] })).body.results
    expect(before.verdict).not.toBe('verified')
    await admin('PUT', one(id), { name: 'Silent College', keys: [key.publicKeyMultibase] })
    expect((await push(app, partner, { credentials: [await signed(id)] })).body.results[0].verdict).toBe('verified')
    await admin('PUT', one(id), { name: 'Silent College', keys: [generateKey('Ed25519').publicKeyMultibase] })
    expect((await push(app, partner, { credentials: [await signed(id)] })).body.results[0].verdict).toBe('invalid')
  })
})

describe('a claim link', () => {
  const landingOf = async (sender: TestPartner, issuer: unknown) => {
    const { body } = await push(app, sender, { credentials: [badge({ issuer: { id: issuer, name: 'I' } })] })
    return (await call(app, 'GET', `/api/claims/${body.identifier_token}`)).body.landing
  }

  it('shows the landing page its issuer id is routed to, and the generic one for any other', async () => {
    await admin('PUT', one('montana-1'), {
      name: 'Montana',
      landing: {
        title: 'Montana Skills Match',
        text: 'Jobs.',
        marketplaceName: 'A job market',
        colors: { background: '#112233' },
        logo: dataUri(picture),
      },
    })
    const landing = await landingOf(partner, 'montana-1')
    expect(landing).toEqual({
      title: 'Montana Skills Match',
      text: 'Jobs.',
      marketplace: 'A job market',
      background: '#112233',
      accent: '',
      logo: expect.stringMatching(/^\/logos\/[0-9a-f]{64}\.png$/),
    })
    const shown = await fetch(app.base + landing.logo)
    expect([shown.status, shown.headers.get('content-type'), shown.headers.get('content-security-policy')]).toEqual([
      200,
      'image/png',
      "default-src 'none'; sandbox",
    ])
    expect(await landingOf(partner, 'somebody-else')).toBeNull()
    expect((await fetch(`${app.base}/logos/${'0'.repeat(64)}.png`)).status).toBe(404)
    expect((await fetch(`${app.base}/logos/..%2Fsecret`)).status).toBe(400)
  })

  it('is routed by the issuer ids of a partner too; a partner that lists none shows its own page for all it sends', async () => {
    const routed = await makePartner(app, { name: 'Routed', issuerIds: ['lp-7'], landing: { title: 'Seven' } })
    expect((await landingOf(routed, 'lp-7')).title).toBe('Seven')
    expect((await landingOf(partner, 'lp-7')).title).toBe('Seven')
    expect(await landingOf(routed, 'lp-8')).toBeNull()
    expect((await landingOf(await makePartner(app, { landing: { title: 'Always' } }), 'lp-8')).title).toBe('Always')
    expect(await landingOf(await makePartner(app, { mode: 'test' }), 'lp-7')).toBeNull()
  })
})

describe('a logo', () => {
  it('is drawn anew, kept here, and served with nothing of the file in it', async () => {
    const withText = Buffer.concat([picture.subarray(0, 33), textChunk('secret comment'), picture.subarray(33)])
    const own = await makePartner(app, { name: 'Pictured', logo: dataUri(withText) })
    const { logo, logoImage, id } = (await admin('GET', `/partners/${own.id}`)).body
    expect([logo, logoImage]).toEqual([expect.stringMatching(/^\/logos\//), logo])
    const bytes = Buffer.from(await (await fetch(app.base + logo)).arrayBuffer())
    expect(bytes.includes('secret comment')).toBe(false)
    expect(await new Transformer(bytes).metadata()).toMatchObject({ width: 64, height: 32, format: 'png' })
    // what GET said can be sent back as it is
    expect((await admin('PATCH', `/partners/${id}`, { logo })).status).toBe(200)
    expect((await admin('PATCH', `/partners/${id}`, { logo: null })).body).toMatchObject({ logo: null, logoImage: null })
    await admin('PATCH', `/partners/${id}`, { logo })
    const { body } = await push(app, own, { credentials: [badge()] })
    expect((await call(app, 'GET', `/api/claims/${body.identifier_token}`)).body.partner.logo).toBe(logo)
    expect((await call(app, 'GET', `/api/partners/${own.slug}`)).body.logo).toBe(logo)
  })

  it('at an address is looked up once; people’s pages ask nobody else', async () => {
    const found = (await makePartner(app, { logo: `${origin}/logo.png` })) as TestPartner & { logo: string; logoImage: string }
    expect([found.logo, found.logoImage]).toEqual([`${origin}/logo.png`, expect.stringMatching(/^\/logos\//)])
    const missing = (await makePartner(app, { logo: `${origin}/none.png` })) as TestPartner & { logo: string; logoImage: string | null }
    expect([missing.logo, missing.logoImage]).toEqual([`${origin}/none.png`, null])
    expect((await call(app, 'GET', `/api/partners/${missing.slug}`)).body.logo).toBeNull()
  })

  it.each([
    ['a script in a picture’s clothes', () => dataUri(Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>'))],
    ['an SVG', () => 'data:image/svg+xml;base64,PHN2Zy8+'],
    ['noise', () => dataUri(Buffer.from('89504e470d0a1a0a00', 'hex'))],
    ['a picture that would need gigabytes', () => dataUri(bomb(20_000))],
    ['a picture of ours that is not here', () => `/logos/${'a'.repeat(64)}.png`],
    ['another scheme', () => 'javascript:alert(1)'],
  ])('%s is refused', async (_name, logo) => {
    const answer = await admin('POST', '/partners', { name: 'X', logo: logo() })
    expect([answer.status, answer.body.code]).toEqual([400, expect.stringMatching(/^(logo_unusable|request_invalid)$/)])
  })
})

describe('settings of a partner', () => {
  it('are all set, shown and changed', async () => {
    const settings = {
      scopes: ['replace'],
      mode: 'test',
      issuerIds: ['https://a.example'],
      importUrl: 'https://a.example/import?x=1',
      landing: { title: 'T', text: 'Words', colours: { background: '#000000', accent: '#ffffff' } },
      typeOverrides: { Course: 'Education' },
      matchUpdatesBy: 'recipient-and-achievement',
      claimEmailCheck: false,
      findMyResume: true,
    }
    const { body } = await admin('POST', '/partners', { name: 'Whole', ...settings })
    expect(body).toMatchObject({ name: 'Whole', slug: 'Whole', clientId: expect.any(String), accessKey: expect.any(String), ...settings })
    const change = {
      scopes: ['readonly', 'delete'],
      issuerIds: [],
      importUrl: null,
      landing: null,
      typeOverrides: {},
      claimEmailCheck: true,
    }
    expect((await admin('PATCH', `/partners/${body.id}`, change)).body).toMatchObject({
      ...settings,
      ...change,
      scopes: expect.arrayContaining(change.scopes),
    })
  })

  it.each([
    [{ scopes: ['everything'] }],
    [{ mode: 'both' }],
    [{ importUrl: 'javascript:alert(1)' }],
    [{ landing: { background: 'red' } }],
    [{ landing: { script: 'x' } }],
    [{ typeOverrides: { Course: 'Elsewhere' } }],
    [{ matchUpdatesBy: 'luck' }],
    [{ claimEmailCheck: 'no' }],
    [{ findMyResume: 1 }],
    [{ issuerIds: 'one' }],
  ])('%j is refused by pointer', async (settings) => {
    const { status, body } = await admin('POST', '/partners', { name: 'X', ...settings })
    expect([status, body.code]).toEqual([400, 'request_invalid'])
    expect(body.fields[0].pointer).toMatch(new RegExp(`^/${Object.keys(settings)[0]}`))
  })

  it('overrides place what comes for this partner only', async () => {
    const own = await makePartner(app, { typeOverrides: { 'my:type': 'Experience', course: 'Education' } })
    const sections = async (sender: TestPartner) =>
      (await push(app, sender, { credentials: [badge({}, { achievementType: 'My:Type' }), badge()] })).body.results.map(
        ({ section }: { section: string }) => section,
      )
    expect(await sections(own)).toEqual(['Experience', 'Education'])
    expect(await sections(partner)).toEqual(['Credentials', 'Relevant Coursework'])
  })

  it('an answered alert moves what a person holds, and the next upload goes there', async () => {
    const own = await makePartner(app, { claimEmailCheck: false })
    const odd = () => badge({}, { achievementType: 'ext:Odd' })
    const { body } = await push(app, own, { credentials: [odd()] })
    const person = await signIn(app, 'odd@example.org')
    const claimed = await call(app, 'POST', `/api/claims/${body.identifier_token}`, { headers: person, body: {} })
    expect(claimed.body).toMatchObject({ added: 1 })
    const { alerts } = (await admin('GET', '/alerts')).body
    const alert = alerts.find(({ partnerId }: { partnerId: string }) => partnerId === own.id)
    expect(alert).toMatchObject({ achievementType: 'ext:Odd', count: 1 })
    expect((await admin('POST', `/alerts/${alert.id}/assign`, { section: 'Activities' })).body).toEqual({ moved: 1 })
    const resume = (await call(app, 'GET', '/api/me/resume', { headers: person })).body
    expect(resume.sections.find(({ name }: { name: string }) => name === 'Activities').entries).toHaveLength(1)
    expect((await push(app, own, { credentials: [odd()] })).body.results[0].section).toBe('Activities')
    expect((await admin('POST', `/alerts/${alert.id}/assign`, { section: 'Nowhere' })).status).toBe(400)
  })
})

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data])
  let crc = 0xffffffff
  for (const byte of body) {
    crc ^= byte
    for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? 0xedb88320 ^ (crc >>> 1) : crc >>> 1
  }
  const ends = Buffer.alloc(8)
  ends.writeUInt32BE(data.length, 0)
  ends.writeUInt32BE((crc ^ 0xffffffff) >>> 0, 4)
  return Buffer.concat([ends.subarray(0, 4), body, ends.subarray(4)])
}

function textChunk(text: string): Buffer {
  return chunk('tEXt', Buffer.from(`Comment\0${text}`, 'latin1'))
}

/** A small file that says it is a very large picture. */
function bomb(side: number): Buffer {
  const header = Buffer.alloc(13)
  header.writeUInt32BE(side, 0)
  header.writeUInt32BE(side, 4)
  header.set([8, 6, 0, 0, 0], 8)
  const signature = Buffer.from('89504e470d0a1a0a', 'hex')
  return Buffer.concat([
    signature,
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(Buffer.alloc(100_000))),
    chunk('IEND', Buffer.alloc(0)),
  ])
}
