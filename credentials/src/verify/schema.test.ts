import { readFileSync } from 'node:fs'
import { mkdtemp, readdir } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeEach, expect, test } from 'vitest'
import { issueCredential } from '../issue/issue-credential.ts'
import { generateKey } from '../keys/multikey.ts'
import type { Fetched, Loaders } from '../loaders.ts'
import type { Json, JsonObject } from '../model/json.ts'
import { nodeLoaders } from '../node/node-loaders.ts'
import { badge, OB3, VC2 } from '../test/badges.ts'
import { describeWithStandards, standardsDir } from '../test/standards.ts'
import { verifyCredential } from './verify-credential.ts'

const EXTENSIONS = 'https://purl.imsglobal.org/spec/ob/v3p0/extensions.json'
const VERSION_1 = ['https://www.w3.org/2018/credentials/v1', 'https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.1.json', EXTENSIONS]
const METHOD = '1EdTechJsonSchemaValidator2019'
const SCHEMAS = 'https://purl.imsglobal.org/spec/ob/v3p0/schema'
const ACHIEVEMENT = `${SCHEMAS}/json/ob_v3p0_achievementcredential_schema.json`
const key = generateKey()
const did = `did:key:${key.publicKeyMultibase}`

const published = (name: string): string => readFileSync(`${standardsDir}/schemas/ob3/ob_v3p0_${name}.json`, 'utf8')
/** A badge that says everything the published schema asks for. */
const whole = (more: JsonObject = {}): JsonObject => {
  const { credentialSubject, ...rest } = badge()
  const subject = { ...(credentialSubject as JsonObject), identifier: [{ ...identifier, type: 'IdentityObject' }] }
  const credentialSchema = [{ id: ACHIEVEMENT, type: METHOD }]
  return {
    ...rest,
    '@context': [VC2, OB3, EXTENSIONS],
    issuer: { id: did, type: ['Profile'], name: 'College' },
    credentialSubject: subject,
    credentialSchema,
    ...more,
  }
}
const identifier = { hashed: false, identityHash: 'ana@example.org', identityType: 'emailAddress' }

let asked: string[]
beforeEach(() => {
  asked = []
})
const at = (pages: Record<string, string>, cacheDir?: string): Loaders => {
  const fetch = async (url: string): Promise<Fetched> => {
    asked.push(url)
    const page = pages[url]
    if (page === undefined) throw new Error('no such host')
    return { status: 200, contentType: 'application/json', bytes: new TextEncoder().encode(page) }
  }
  return nodeLoaders({ contextsDir: `${standardsDir}/contexts`, fetch, ...(cacheDir && { cacheDir }) })
}
const schemaOf = async (document: JsonObject, loaders: Loaders) => {
  const { verdict, checks } = await verifyCredential(await issueCredential(JSON.parse(JSON.stringify(document)), { key, loaders }), loaders)
  return { verdict, ...checks.find(({ id }) => id === 'schema') }
}

describeWithStandards('a credential that names its schema', () => {
  const good = () => at({ [ACHIEVEMENT]: published('achievementcredential_schema') })

  test('fits it, and the schema is fetched once for many and kept for the next start', async () => {
    const cacheDir = await mkdtemp(join(tmpdir(), 'laurel-schemas-'))
    const loaders = at({ [ACHIEVEMENT]: published('achievementcredential_schema') }, cacheDir)
    for (let i = 0; i < 3; i++)
      expect(await schemaOf(whole(), loaders)).toMatchObject({
        verdict: 'verified-issuer-unknown',
        outcome: 'passed',
        at: '/credentialSchema/0',
      })
    expect(asked).toEqual([ACHIEVEMENT])
    expect((await schemaOf(whole(), at({}, cacheDir))).outcome).toBe('passed')
    expect((await readdir(cacheDir)).length).toBe(1)
  })

  const subject = whole().credentialSubject as JsonObject
  test.each<[string, JsonObject, RegExp]>([
    ['no id', { id: undefined }, /required property 'id'/],
    ['no validity', { validFrom: undefined }, /required property 'validFrom'/],
    ['a date that is none in the evidence', { awardedDate: 'last spring' }, /awardedDate must match format "date-time"/],
    ['an issuer of no type', { issuer: { id: did, name: 'College' } }, /issuer.*required property 'type'/],
    [
      'an achievement without criteria',
      { credentialSubject: { ...subject, achievement: { id: 'urn:x:a', type: ['Achievement'], name: 'x' } } },
      /achievement/,
    ],
  ])('and has %s is invalid', async (_what, more, because) => {
    const found = await schemaOf(whole(more), good())
    expect(found).toMatchObject({ verdict: 'invalid', outcome: 'failed' })
    expect(found.because).toMatch(because)
  })

  test.each<[string, () => Loaders, RegExp]>([
    ['cannot be had', () => at({}), /could not be had$/],
    ['has another content than the pinned one', () => at({ [ACHIEVEMENT]: '{"type":"object"}' }), /pinned content/],
    ['accepts anything', () => at({ [ACHIEVEMENT]: 'true' }), /pinned content/],
  ])('is as good as without when the schema %s, and says so', async (_what, loaders, because) => {
    const found = await schemaOf(whole({ id: undefined }), loaders())
    expect(found).toMatchObject({ verdict: 'verified-issuer-unknown', outcome: 'unknown' })
    expect(found.because).toMatch(because)
  })

  test('that nobody published is not held to it, and nothing is fetched', async () => {
    const elsewhere = 'https://evil.example/schema.json'
    const loaders = at({ [elsewhere]: '{"not":{}}' })
    for (const [credentialSchema, because] of [
      [{ id: elsewhere, type: METHOD }, /not one of the published schemas/],
      [{ id: ACHIEVEMENT, type: 'https://evil.example/Method' }, /method .* not supported/],
    ] as [JsonObject, RegExp][]) {
      const found = await schemaOf(whole({ credentialSchema }), loaders)
      expect(found).toMatchObject({ verdict: 'verified-issuer-unknown', outcome: 'unknown', at: '/credentialSchema' })
      expect(found.because).toMatch(because)
    }
    expect(asked).toEqual([])
  })

  test('of the other version of the data model is not held to it', async () => {
    const { validFrom, ...rest } = whole({ '@context': VERSION_1 })
    const found = await schemaOf({ ...rest, issuanceDate: validFrom }, good())
    expect(found).toMatchObject({ outcome: 'unknown', because: expect.stringContaining('version 2.0') })
  })

  test('and is enormous is not compared', async () => {
    const tag = Array.from({ length: 20_000 }, (_, index) => `t${index}`)
    const achievement = { ...(subject.achievement as JsonObject), tag }
    const found = await schemaOf(whole({ credentialSubject: { ...subject, achievement } }), good())
    expect(found).toMatchObject({ verdict: 'verified-issuer-unknown', outcome: 'unknown', because: expect.stringContaining('too large') })
  })

  test('and says who is part of whom as deep as JSON may go is compared all the same', async () => {
    let parentOrg: Json = { id: 'urn:x:root', type: ['Profile'], name: 'root' }
    for (let depth = 0; depth < 55; depth++) parentOrg = { id: `urn:x:${depth}`, type: ['Profile'], name: 'x', parentOrg }
    const found = await schemaOf(whole({ issuer: { id: did, type: ['Profile'], name: 'College', parentOrg } }), good())
    expect(found.outcome).toBe('passed')
  })
})

describeWithStandards('every published schema of a credential', () => {
  test.each([
    ['achievementcredential_jsonld_schema', 'achievementcredential-jsonschema1', '2.0'],
    ['achievementcredentialv1p1_jsonld_schema', 'achievementcredentialv1p1-jsonschema1', '1.1'],
    ['anyachievementcredential_jsonld_schema', 'anyachievementcredential-jsonschema1', '2.0'],
    ['anyachievementcredential_jsonld_schema', 'anyachievementcredential-jsonschema1', '1.1'],
    ['verifiablecredential_jsonld_schema', 'verifiablecredential_schema', '2.0'],
    ['verifiablecredentialv1p1_jsonld_schema', 'verifiablecredentialv1p1_schema', '1.1'],
  ])('%s is pinned under %s and takes a badge of version %s', async (file, name, version) => {
    const url = `${SCHEMAS}/json/ob_v3p0_${name}.json`
    const credentialSchema = [{ id: url, type: METHOD }]
    const { validFrom, ...rest } = whole({ credentialSchema })
    const document = version === '2.0' ? { ...rest, validFrom } : { ...rest, issuanceDate: validFrom, '@context': VERSION_1 }
    const found = await schemaOf(document, at({ [url]: published(file) }))
    expect(found, JSON.stringify(found)).toMatchObject({ outcome: 'passed' })
  })

  test.each(['endorsementcredential', 'endorsementcredentialv1p1', 'anyendorsementcredential'])('%s is pinned', async (name) => {
    const url = `${SCHEMAS}/json/ob_v3p0_${name}_schema.json`
    const found = await schemaOf(whole({ credentialSchema: { id: url, type: METHOD } }), at({ [url]: published(`${name}_jsonld_schema`) }))
    expect(found.because).toMatch(/does not fit|version 1.1/)
  })
})
