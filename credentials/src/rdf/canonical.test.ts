import fc from 'fast-check'
import jsonld from 'jsonld'
import { describe, expect, test } from 'vitest'
import { sha384Hex } from '#crypto'
import { ContextLibrary } from '../contexts/context-library.ts'
import type { Json, JsonObject } from '../model/json.ts'
import { badge } from '../test/badges.ts'
import { describeWithStandards, example, exampleJson, examplesIn, loadersWith } from '../test/standards.ts'
import { contextsIn } from '../verify/words.ts'
import { Canonicalizer } from './canonical-document.ts'

const library = new ContextLibrary(loadersWith())
const canonicalizer = new Canonicalizer(library)

/** What `jsonld` itself makes of a document, in safe mode: the truth every text here is compared with. */
const reference = (document: JsonObject, more: object = {}): Promise<string> =>
  jsonld.canonize(document, {
    algorithm: 'RDFC-1.0',
    format: 'application/n-quads',
    base: null,
    safe: true,
    rdfDirection: 'i18n-datatype',
    documentLoader: async (url: string) => ({ contextUrl: null, documentUrl: url, document: library.get(url), tag: 'static' }),
    ...more,
  })

const text = fc.string({ unit: 'grapheme', maxLength: 12 })
const iri = fc.oneof(
  fc.webUrl(),
  fc.uuid().map((id) => `urn:uuid:${id}`),
  fc.constantFrom('did:example:a', 'schema:x', 'xsd:y', 'ob:z', 'https://é.example/ü?a=1#b'),
)
const maybe = <T extends Json>(value: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> => fc.option(value, { nil: undefined, freq: 2 })
const oneOrMany = <T extends Json>(value: fc.Arbitrary<T>): fc.Arbitrary<T | T[]> => fc.oneof(value, fc.array(value, { maxLength: 3 }))
const languageText = fc.oneof(
  text,
  fc.record({ '@value': text, '@language': fc.constantFrom('en', 'de-CH', 'x-y') }),
  fc.constant({ '@value': 'abc', '@type': 'xsd:string' }),
)

const alignment = fc.record({
  type: fc.constantFrom<Json>('Alignment', ['Alignment']),
  targetName: text,
  targetUrl: iri,
  targetCode: maybe(text),
})
const profile = fc.oneof(
  iri,
  fc.record({ id: maybe(iri), type: fc.constantFrom<Json>(['Profile'], 'Profile'), name: maybe(languageText), url: maybe(iri) }),
)
const resultDescription = fc.record({
  id: iri,
  type: fc.constant('ResultDescription'),
  name: text,
  resultType: fc.constant('LetterGrade'),
  allowedValue: maybe(fc.array(text, { minLength: 1, maxLength: 3 })),
})
const achievement = fc.record({
  id: iri,
  type: fc.constantFrom<Json>(['Achievement'], 'Achievement'),
  name: text,
  description: text,
  criteria: fc.oneof(fc.record({ narrative: text }), fc.record({ id: iri, narrative: text })),
  alignment: maybe(oneOrMany(alignment)),
  creator: maybe(profile),
  tag: maybe(fc.array(text, { maxLength: 3 })),
  creditsAvailable: maybe(fc.oneof(fc.integer(), fc.double({ noNaN: true, noDefaultInfinity: true }))),
  image: maybe(fc.record({ id: iri, type: fc.constant('Image'), caption: maybe(text) })),
  resultDescription: maybe(fc.array(resultDescription, { maxLength: 2 })),
  version: maybe(text),
})
const subject = fc.record({
  id: maybe(iri),
  type: fc.constantFrom<Json>(['AchievementSubject'], 'AchievementSubject'),
  achievement,
  result: maybe(fc.array(fc.record({ type: fc.constant<Json>(['Result']), value: text, resultDescription: maybe(iri) }), { maxLength: 3 })),
  identifier: maybe(
    fc.record({ type: fc.constant('IdentityObject'), hashed: fc.boolean(), identityHash: text, identityType: fc.constant('name') }),
  ),
  creditsEarned: maybe(fc.integer()),
})
const anyBadge: fc.Arbitrary<JsonObject> = fc
  .record({
    id: maybe(iri),
    issuer: profile,
    name: maybe(languageText),
    description: maybe(languageText),
    validFrom: fc.constant('2024-01-01T00:00:00Z'),
    credentialSubject: oneOrMany(subject),
    evidence: maybe(oneOrMany(fc.record({ id: maybe(iri), type: fc.constant('Evidence'), narrative: maybe(text) }))),
    surprise: maybe(fc.constantFrom<Json>('undefined word', null)),
    'urn:absolute:key': maybe(fc.oneof<fc.Arbitrary<Json>[]>(text, fc.integer(), fc.boolean())),
  })
  .map(
    ({ surprise, ...rest }) =>
      JSON.parse(JSON.stringify({ ...badge(), ...rest, ...(surprise === 'undefined word' && { surprise }) })) as JsonObject,
  )

const outcome = (work: Promise<string>): Promise<string> => work.catch(() => 'refused')

describe('the canonical text', () => {
  test('of random badges is the reference, byte for byte, whether compiled or referred; what one refuses the other refuses', async () => {
    await library.prepare(contextsIn(badge()).urls, false)
    await fc.assert(
      fc.asyncProperty(anyBadge, async (document) => {
        expect(await outcome(canonicalizer.canonical(document))).toBe(await outcome(reference(document)))
      }),
      { numRuns: 250, seed: 7 },
    )
    expect(canonicalizer.counts.compiled).toBeGreaterThan(100)
    expect(canonicalizer.counts.referred).toBeGreaterThan(3)
  })

  test('of P-384 proofs uses SHA-384 for naming blank nodes too', async () => {
    await library.prepare(contextsIn(badge()).urls, false)
    expect(await canonicalizer.canonical(badge(), sha384Hex)).toBe(
      await reference(badge(), { canonizeOptions: { messageDigestAlgorithm: 'SHA-384' } }),
    )
  })

  test('is refused where a word is not defined, inside an object without type as well', async () => {
    await expect(canonicalizer.canonical(badge({ madeUp: 1 }))).rejects.toMatchObject({ code: 'document_malformed' })
    await expect(canonicalizer.canonical(badge({ issuer: { id: 'urn:a', madeUp: 1 } }))).rejects.toMatchObject({
      code: 'document_malformed',
    })
  })

  test('of a graph made to take forever is refused in milliseconds', async () => {
    const clique = Array.from({ length: 12 }, (_, from) => ({
      id: `_:n${from}`,
      'urn:x:knows': Array.from({ length: 12 }, (_, to) => ({ id: `_:n${to}` })).filter((_, to) => to !== from),
    }))
    const document = badge({ 'urn:x:all': clique })
    const started = performance.now()
    await expect(canonicalizer.canonical(document)).rejects.toMatchObject({ code: 'limit_exceeded' })
    expect(performance.now() - started).toBeLessThan(400)
  })
})

describeWithStandards('the canonical text of the published examples', () => {
  const files = ['1edtech-ob30', '1edtech-clr20', 'dcc', 'ob3-spec', 'w3c-vc-di-eddsa', 'w3c-vc-di-ecdsa']
    .flatMap(examplesIn)
    .filter((path) => path.endsWith('.json'))

  test.each(files)('%s is the reference, byte for byte', async (path) => {
    const { proof: _, ...document } = exampleJson(path) as JsonObject
    const { urls } = contextsIn(document)
    const ready = await library.prepare(urls, true).then(
      () => true,
      () => false,
    )
    if (!ready) return expect([...urls].some((url) => url.includes('draft'))).toBe(true)
    expect(await outcome(canonicalizer.canonical(document))).toBe(await outcome(reference(document)))
  })

  test('the published signing vector gives its published text', async () => {
    const { proof: _, ...document } = exampleJson('ob3-spec/linked-data-proof-ob-signed.json') as JsonObject
    await library.prepare(contextsIn(document).urls, false)
    expect((await canonicalizer.canonical(document)).trim()).toBe(
      new TextDecoder().decode(example('ob3-spec/linked-data-proof-ob-document-canon.txt')).trim(),
    )
  })
})
