import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { generateKey, issueCredential, type JsonObject } from '@laurel/credentials'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startTestApp, type TestApp } from '../../test/app.ts'
import { badge, call, makePartner, push, signIn, type TestPartner, tokenFor } from '../../test/people.ts'
import { DAY_MS, MINUTE_MS } from '../core/time.ts'
import { leaseRechecks } from './store/rechecks.ts'

let app: TestApp
let partner: TestPartner
/** What the issuer's own site answers. */
let site: { status: number; document: object }
const web = createServer((_request, response) => {
  response.writeHead(site.status, { 'content-type': 'application/json' }).end(JSON.stringify(site.document))
})
const key = generateKey('Ed25519')
let issuer: string

const signedBy = (id: string, more: object = {}): Promise<JsonObject> =>
  issueCredential({ ...badge(), issuer: { id, type: ['Profile'], name: 'A school' }, ...more } as JsonObject, {
    key: { ...key, id: `${id}#key`, controller: id },
  })
const verdictOf = async (id: unknown): Promise<string> =>
  (await call(app, 'GET', `/api/v1/credentials/${encodeURIComponent(String(id))}`, { headers: partner.headers })).body.verdict

async function becomes(id: unknown, verdict: string, withinMs = 6_000): Promise<void> {
  for (const until = Date.now() + withinMs; Date.now() < until; ) {
    if ((await verdictOf(id)) === verdict) return
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  expect(await verdictOf(id)).toBe(verdict)
}

beforeAll(async () => {
  await new Promise<void>((resolve) => web.listen(0, '127.0.0.1', resolve))
  issuer = `http://127.0.0.1:${(web.address() as AddressInfo).port}/issuer`
  const method = { id: `${issuer}#key`, type: 'Multikey', controller: issuer, publicKeyMultibase: key.publicKeyMultibase }
  site = {
    status: 503,
    document: { '@context': ['https://www.w3.org/ns/cid/v1'], id: issuer, verificationMethod: [method], assertionMethod: [method.id] },
  }
  app = await startTestApp({ env: { FETCH_ALLOW_PRIVATE: '1' } })
  partner = await makePartner(app)
})
afterAll(async () => {
  await app.stop()
  web.close()
})

describe('a credential whose issuer cannot be reached', () => {
  it('is unconfirmed, and verified as soon as the issuer answers again', async () => {
    const credential = await signedBy(issuer)
    const { body } = await push(app, partner, { recipient: { id: '1' }, credentials: [credential] })
    expect(body.results[0].verdict).toBe('unconfirmed')
    await new Promise((resolve) => setTimeout(resolve, 2_500))
    expect(await verdictOf(credential.id)).toBe('unconfirmed')
    site.status = 200
    app.travel(MINUTE_MS)
    await becomes(credential.id, 'verified')
  })

  it('keeps what was known of it for a while, when it is looked at again', async () => {
    const person = await signIn(app, 'holder@example.org')
    const credential = await signedBy(issuer)
    const { body } = await push(app, partner, { recipient: { id: '2' }, credentials: [credential] })
    expect(body.results[0].verdict).toBe('verified')
    await call(app, 'POST', `/api/claims/${body.identifier_token}`, { headers: person, body: {} })
    site.status = 503
    app.travel(DAY_MS + 11 * MINUTE_MS)
    partner = { ...partner, headers: await tokenFor(app, partner) }
    await new Promise((resolve) => setTimeout(resolve, 2_500))
    expect(await verdictOf(credential.id)).toBe('verified')
    const { rows } = await app.database.executeSql('select tries from credential_rechecks')
    expect(rows.length).toBeGreaterThan(0)
    // the issuer is back and lists another key
    const other = {
      id: `${issuer}#other`,
      type: 'Multikey',
      controller: issuer,
      publicKeyMultibase: generateKey('Ed25519').publicKeyMultibase,
    }
    site = { status: 200, document: { ...site.document, verificationMethod: [other], assertionMethod: [other.id] } }
    app.travel(2 * MINUTE_MS)
    await becomes(credential.id, 'invalid')
  })
})

describe('a big upload', () => {
  it('is acknowledged unchecked, and every part has its own verdict soon', async () => {
    const unsigned = Array.from({ length: 80 }, () => badge())
    const own = generateKey('Ed25519')
    const signed = await Promise.all(
      Array.from({ length: 20 }, () => {
        const { issuer: _, ...rest } = badge()
        return issueCredential(rest as JsonObject, { key: own })
      }),
    )
    const clr = {
      '@context': [
        'https://www.w3.org/ns/credentials/v2',
        'https://purl.imsglobal.org/spec/clr/v2p0/context-2.0.1.json',
        'https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json',
      ],
      id: 'urn:uuid:00000000-0000-4000-8000-0000000c0001',
      type: ['VerifiableCredential', 'ClrCredential'],
      name: 'A record',
      issuer: { id: 'https://institutionx.example', type: ['Profile'], name: 'Institution X' },
      validFrom: '2024-05-01T00:00:00Z',
      credentialSubject: { type: ['ClrSubject'], verifiableCredential: [...unsigned, ...signed] },
    }
    const { status, body } = await push(app, partner, clr)
    expect([status, body.results[0].verdict, body.results[0].contains.length]).toEqual([200, 'unconfirmed', 100])
    const verdicts = async () =>
      Object.fromEntries(
        (
          await app.database.executeSql(
            `select verdict, count(*)::int as n from assertions where credential_id = (select credential_id from assertions where assertion_id = '${clr.id}') group by 1`,
          )
        ).rows.map((row) => Object.values(row as object) as [string, number]),
      )
    for (let i = 0; i < 100 && (await verdicts()).unconfirmed; i++) await new Promise((resolve) => setTimeout(resolve, 100))
    expect(await verdicts()).toMatchObject({ 'verified-issuer-unknown': 20 })
    expect((await verdicts()).unsigned).toBeGreaterThanOrEqual(80)
  }, 30_000)
})

describe('a recheck', () => {
  it('is taken by one process at a time, and again when that one was killed', async () => {
    const at = new Date(Date.now() + app.config.clockOffsetMs + 365 * DAY_MS)
    await app.database.executeSql('delete from credential_rechecks')
    await app.database.executeSql(
      `insert into credential_rechecks (credential_id, due_at) select id, '${at.toISOString()}' from credentials limit 1 on conflict (credential_id) do update set due_at = excluded.due_at, leased_until = null`,
    )
    const until = new Date(at.getTime() + MINUTE_MS)
    expect((await leaseRechecks(app.database.db, at, until, 5)).length).toBe(1)
    expect(await leaseRechecks(app.database.db, at, until, 5)).toEqual([])
    expect((await leaseRechecks(app.database.db, until, new Date(until.getTime() + MINUTE_MS), 5)).length).toBe(1)
  })
})
