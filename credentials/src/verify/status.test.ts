import { gzipSync } from 'fflate'
import { describe, expect, test } from 'vitest'
import { issueCredential } from '../issue/issue-credential.ts'
import { createStatusList, encodeStatusList, statusEntry, statusListCredential, withStatus } from '../issue/status-list.ts'
import { generateKey } from '../keys/multikey.ts'
import type { JsonObject } from '../model/json.ts'
import { toBase64Url } from '../read/base64.ts'
import { badge } from '../test/badges.ts'
import { loadersWith } from '../test/standards.ts'
import { unpackStatusList } from './status-list.ts'
import { verifyCredential } from './verify-credential.ts'

const LIST = 'https://college.example/status/1'
const key = generateKey()
const other = generateKey()

const list = (bits: Uint8Array, more: { by?: typeof key; purpose?: 'revocation' | 'suspension' | 'message' } = {}): Promise<JsonObject> =>
  issueCredential(statusListCredential({ id: LIST, purpose: more.purpose ?? 'revocation', bits, validFrom: '2024-01-01T00:00:00Z' }), {
    key: more.by ?? key,
  })

const withEntry = (
  index: number,
  purpose: 'revocation' | 'suspension' | 'message' = 'revocation',
  more: JsonObject = {},
): Promise<JsonObject> => issueCredential(badge({ credentialStatus: { ...statusEntry(LIST, index, purpose), ...more } }), { key })

const check = async (credential: JsonObject, page: object | number | undefined) => {
  const result = await verifyCredential(credential, loadersWith(page === undefined ? {} : { [LIST]: page }))
  return { verdict: result.verdict, status: result.checks.find(({ id }) => id === 'status') }
}

const revoked = withStatus(createStatusList(), 77, true)

describe('a status list', () => {
  test('revokes the one index and no other', async () => {
    const page = await list(revoked)
    expect(await check(await withEntry(77), page)).toMatchObject({
      verdict: 'revoked',
      status: { outcome: 'failed', at: '/credentialStatus' },
    })
    for (const index of [76, 78, 0, 131_071]) expect((await check(await withEntry(index), page)).verdict).toBe('verified-issuer-unknown')
  })

  test('suspends', async () => {
    expect((await check(await withEntry(77, 'suspension'), await list(revoked, { purpose: 'suspension' }))).verdict).toBe('suspended')
  })

  test('of another purpose says nothing', async () => {
    expect(await check(await withEntry(77, 'suspension'), await list(revoked))).toMatchObject({
      verdict: 'unconfirmed',
      status: { outcome: 'unknown' },
    })
  })

  test('carries messages', async () => {
    const entry = { statusSize: 2, statusMessage: [{ status: '0x2', message: 'under review' }] }
    const credential = await withEntry(3, 'message', entry)
    const { verdict, status } = await check(credential, await list(withStatus(createStatusList(), 6, true), { purpose: 'message' }))
    expect(verdict).toBe('verified-issuer-unknown')
    expect(status?.because).toContain('"under review"')
  })

  test('of an issuer that publishes no keys must be signed with the very key of the credential', async () => {
    const SCHOOL = 'urn:x:school'
    const named = (pair: typeof key) => ({
      ...pair,
      id: `did:key:${pair.publicKeyMultibase}#${pair.publicKeyMultibase}`,
      controller: SCHOOL,
    })
    const credential = await issueCredential(badge({ credentialStatus: statusEntry(LIST, 76, 'revocation') }), { key: named(key) })
    expect((await check(credential, await list(revoked, { by: named(key) }))).verdict).toBe('verified-issuer-unknown')
    expect(await check(credential, await list(revoked, { by: named(other) }))).toMatchObject({
      verdict: 'unconfirmed',
      status: { outcome: 'unknown', because: expect.stringContaining('another key signed the list') },
    })
  })

  const troubles: [string, () => Promise<object | number | undefined>, RegExp][] = [
    ['unreachable', async () => undefined, /could not be reached/],
    ['gone', async () => 404, /answered 404/],
    ['failing', async () => 503, /answered 503/],
    ['unsigned', async () => ({ ...(await list(revoked)), proof: undefined }), /nothing signs it/],
    [
      'altered',
      async () => {
        const page = await list(revoked)
        return {
          ...page,
          credentialSubject: { ...(page.credentialSubject as JsonObject), encodedList: encodeStatusList(createStatusList()) },
        }
      },
      /signature does not fit/,
    ],
    ['signed by another', async () => list(revoked, { by: other }), /not by the issuer/],
    ['no credential at all', async () => ({ hello: 'world' }), /./],
    [
      'packed to more than 16 MB',
      async () =>
        issueCredential(
          {
            ...statusListCredential({ id: LIST, purpose: 'revocation', bits: createStatusList() }),
            credentialSubject: {
              id: `${LIST}#list`,
              type: 'BitstringStatusList',
              statusPurpose: 'revocation',
              encodedList: `u${toBase64Url(gzipSync(new Uint8Array(17 * 1024 * 1024)))}`,
            },
          },
          { key },
        ),
      /more than 16777216 bytes/,
    ],
  ]
  test.each(troubles)('that is %s leaves the status unknown, never passed', async (_name, page, reason) => {
    const { verdict, status } = await check(await withEntry(77), await page())
    expect(verdict).toBe('unconfirmed')
    expect(status).toMatchObject({ outcome: 'unknown' })
    expect(status?.because).toMatch(reason)
  })

  test('does not answer for an index outside it', async () => {
    expect(await check(await withEntry(131_072), await list(revoked))).toMatchObject({
      verdict: 'unconfirmed',
      status: { because: expect.stringContaining('outside') },
    })
  })

  test('survives packing and unpacking', () => {
    expect(unpackStatusList(encodeStatusList(revoked))).toEqual(revoked)
    expect(() => unpackStatusList('uAAAA')).toThrowError(expect.objectContaining({ code: 'status_list_malformed' }))
    expect(() => unpackStatusList('u****')).toThrowError(expect.objectContaining({ code: 'status_list_malformed' }))
  })

  test('is kept for as long as it says, and asked for again after that', async () => {
    const page = await issueCredential(statusListCredential({ id: LIST, purpose: 'revocation', bits: revoked, ttl: 60_000 }), { key })
    const loaders = loadersWith({ [LIST]: page })
    const credential = await withEntry(77)
    for (const now of ['2026-01-01T00:00:00Z', '2026-01-01T00:00:59Z', '2026-01-01T00:01:01Z'])
      expect((await verifyCredential(credential, loaders, { now: new Date(now) })).verdict).toBe('revoked')
    expect(loaders.fetched.filter((url) => url === LIST)).toHaveLength(2)
  })

  test('is fetched once for a whole bundle', async () => {
    const inner = await withEntry(5)
    const bundle = { ...(await withEntry(6)), endorsement: [inner, inner, inner] }
    const loaders = loadersWith({ [LIST]: await list(revoked) })
    await verifyCredential({ ...bundle, proof: undefined }, loaders)
    expect(loaders.fetched.filter((url) => url === LIST)).toHaveLength(1)
  })
})

describe('a 1EdTech revocation list', () => {
  const ADDRESS = 'https://college.example/revocations'
  const EXTENSIONS = 'https://purl.imsglobal.org/spec/ob/v3p0/extensions.json'
  const credential = async (): Promise<JsonObject> => {
    const plain = badge()
    const document = {
      ...plain,
      '@context': [...(plain['@context'] as string[]), EXTENSIONS],
      credentialStatus: { id: ADDRESS, type: '1EdTechRevocationList' },
    }
    return issueCredential(document, { key })
  }
  const verdictWith = async (page: object): Promise<string> =>
    (await verifyCredential(await credential(), loadersWith({ [ADDRESS]: page }))).verdict

  test('revokes what it names', async () => {
    const { id } = badge()
    const issuer = `did:key:${key.publicKeyMultibase}`
    expect(await verdictWith({ id: ADDRESS, issuer, revokedCredential: [{ id, revocationReason: 'mistake' }] })).toBe('revoked')
    expect(await verdictWith({ id: ADDRESS, issuer, revokedCredential: [{ id: 'urn:x:other' }] })).toBe('verified-issuer-unknown')
    expect(await verdictWith({ id: ADDRESS, issuer: 'https://other.example', revokedCredential: [{ id }] })).toBe('unconfirmed')
    expect(await verdictWith({ hello: 'world' })).toBe('unconfirmed')
  })
})
