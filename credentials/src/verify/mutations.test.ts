import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { issueCredential } from '../issue/issue-credential.ts'
import { issueJwt } from '../issue/issue-jwt.ts'
import { generateKey } from '../keys/multikey.ts'
import type { Json, JsonObject } from '../model/json.ts'
import { badge, endorsement, OB3, VC2 } from '../test/badges.ts'
import { loadersWith } from '../test/standards.ts'
import { verifyCredential } from './verify-credential.ts'

const key = generateKey()
const other = generateKey()
const loaders = loadersWith()
const registry = { find: (id: string) => (id === `did:key:${key.publicKeyMultibase}` ? { id, name: 'Example College' } : undefined) }
const verify = (input: string | object) => verifyCredential(input, loaders, { registry })
const issue = (document: JsonObject = badge(), more: object = {}) =>
  issueCredential(document, { key, created: '2024-05-01T10:00:00Z', ...more })
const copy = <T>(value: T): T => JSON.parse(JSON.stringify(value)) as T
const achievementOf = (vc: JsonObject): JsonObject => (vc.credentialSubject as JsonObject).achievement as JsonObject

describe('a signed badge of a known issuer', () => {
  test('is verified as it is', async () => {
    const result = await verify(await issue())
    expect(result.verdict, JSON.stringify(result.checks)).toBe('verified')
    expect(result.issuer).toMatchObject({ name: 'Example College', vouchedBy: 'registry' })
  })

  /** Each changes one thing; the reason must be the right one. */
  const changes: [string, (vc: JsonObject) => void, RegExp][] = [
    [
      'changed text',
      (vc) => {
        achievementOf(vc).name = 'Welding, level 3'
      },
      /signature does not fit/,
    ],
    [
      'changed date',
      (vc) => {
        vc.validFrom = '2023-05-01T10:00:00Z'
      },
      /signature does not fit/,
    ],
    [
      'added evidence',
      (vc) => {
        ;(vc.evidence as Json[]).push({ id: 'urn:x:e', type: 'Evidence' })
      },
      /signature does not fit/,
    ],
    [
      'removed alignment',
      (vc) => {
        delete achievementOf(vc).alignment
      },
      /signature does not fit/,
    ],
    [
      'issuer swapped for another did:key',
      (vc) => {
        vc.issuer = `did:key:${other.publicKeyMultibase}`
      },
      /is not one of the keys that did:key:.* publishes/,
    ],
    [
      'issuer swapped for a did:web',
      (vc) => {
        vc.issuer = 'did:web:harvard.example'
      },
      /could not be reached/,
    ],
    [
      'wrong purpose',
      (vc) => {
        ;(vc.proof as JsonObject).proofPurpose = 'authentication'
      },
      /the proof is for "authentication", not for assertionMethod/,
    ],
    [
      'no purpose',
      (vc) => {
        delete (vc.proof as JsonObject).proofPurpose
      },
      /the proof is for undefined/,
    ],
    [
      'undefined term',
      (vc) => {
        vc.gpa = '4.0'
      },
      /\(gpa\)/,
    ],
    [
      'undefined term in the achievement',
      (vc) => {
        achievementOf(vc).gpa = '4.0'
      },
      /\(gpa\)/,
    ],
    [
      'redefined term',
      (vc) => {
        vc['@context'] = [VC2, OB3, { name: 'https://evil.example/name' }]
      },
      /defines words of its own in an inline @context/,
    ],
    [
      'unknown context',
      (vc) => {
        vc['@context'] = [VC2, OB3, 'https://evil.example/context']
      },
      /https:\/\/evil\.example\/context is not one of the pinned ones/,
    ],
    [
      'context that defines every word',
      (vc) => {
        vc['@context'] = [VC2, OB3, 'https://www.w3.org/ns/credentials/undefined-terms/v2']
      },
      /defines every word/,
    ],
    [
      'contexts in the wrong order',
      (vc) => {
        vc['@context'] = [OB3, VC2]
      },
      /first @context/,
    ],
    [
      'key of someone else',
      (vc) => {
        ;(vc.proof as JsonObject).verificationMethod = `did:key:${other.publicKeyMultibase}#${other.publicKeyMultibase}`
      },
      /is not one of the keys/,
    ],
    [
      'method that is no place',
      (vc) => {
        ;(vc.proof as JsonObject).verificationMethod = 'key-1'
      },
      /neither a DID nor a web address/,
    ],
    [
      'unknown cryptosuite',
      (vc) => {
        ;(vc.proof as JsonObject).cryptosuite = 'eddsa-2099'
      },
      /eddsa-2099 is not supported/,
    ],
    [
      'cryptosuite of another name',
      (vc) => {
        ;(vc.proof as JsonObject).cryptosuite = 'eddsa-jcs-2022'
      },
      /signature does not fit/,
    ],
    [
      'cryptosuite of another key',
      (vc) => {
        ;(vc.proof as JsonObject).cryptosuite = 'ecdsa-rdfc-2019'
      },
      /is not made with Ed25519 keys/,
    ],
    [
      'proof date changed',
      (vc) => {
        ;(vc.proof as JsonObject).created = '2024-05-02T10:00:00Z'
      },
      /signature does not fit/,
    ],
    [
      'proof date that is none',
      (vc) => {
        ;(vc.proof as JsonObject).created = 'yesterday'
      },
      /no date/,
    ],
    [
      'proof ended',
      (vc) => {
        ;(vc.proof as JsonObject).expires = '2024-06-01T00:00:00Z'
      },
      /the proof ended/,
    ],
    [
      'proof value cut',
      (vc) => {
        const proof = vc.proof as JsonObject
        proof.proofValue = String(proof.proofValue).slice(0, -2)
      },
      /a signature of \d+ bytes/,
    ],
    [
      'proof building on one that is not there',
      (vc) => {
        ;(vc.proof as JsonObject).previousProof = 'urn:x:gone'
      },
      /which is not there/,
    ],
    [
      'second proof that fails',
      (vc) => {
        vc.proof = [vc.proof as Json, { ...(vc.proof as JsonObject), created: '2020-01-01T00:00:00Z' }]
      },
      /signature does not fit/,
    ],
    [
      'no issuer',
      (vc) => {
        delete vc.issuer
      },
      /it has no issuer/,
    ],
    [
      'half a surrogate pair',
      (vc) => {
        vc.name = 'a\ud800b'
      },
      /surrogate/,
    ],
  ]

  test.each(changes)('with %s is refused for that reason', async (_name, change, reason) => {
    const vc = copy(await issue())
    change(vc)
    const result = await verify(vc)
    expect(['invalid', 'unconfirmed', 'expired']).toContain(result.verdict)
    expect(
      result.checks
        .filter(({ outcome }) => outcome !== 'passed')
        .map(({ because }) => because)
        .join('\n'),
    ).toMatch(reason)
  })

  test('with its proof stripped is unsigned', async () => {
    const { proof: _, ...bare } = await issue()
    const result = await verify(bare)
    expect(result.verdict).toBe('unsigned')
    expect(result.checks).toContainEqual({ id: 'proof', outcome: 'failed', because: 'nothing signs it', at: '' })
  })

  test('twice in one object is refused before anything else', async () => {
    const text = JSON.stringify(await issue()).replace('"name":', '"name":"Welding, level 9","name":')
    const result = await verify(text)
    expect(result.verdict).toBe('invalid')
    expect(result.checks[0]?.because).toContain('"name" occurs twice')
  })

  test('with one proof that fits and one of an unknown kind passes, and says so', async () => {
    const vc = await issue()
    const result = await verify({ ...vc, proof: [vc.proof as Json, { type: 'SomethingElse' }] })
    expect(result.verdict).toBe('verified')
    expect(result.checks.find(({ because }) => because.includes('SomethingElse'))?.outcome).toBe('unknown')
  })

  test('of which the time has not come is not valid yet, and once it has, is', async () => {
    const early = await issue(badge({ validFrom: '2090-01-01T00:00:00Z' }))
    expect((await verify(early)).verdict).toBe('not-yet-valid')
    const then = await verifyCredential(early, loaders, { registry, now: new Date('2090-01-01T00:00:00Z') })
    expect(then.verdict).toBe('verified')
  })

  test('signed anew by a thief in the name of the issuer is refused', async () => {
    const stolen = { ...badge(), issuer: `did:key:${key.publicKeyMultibase}` }
    const forged = await issueCredential(stolen, {
      key: {
        ...other,
        id: `did:key:${other.publicKeyMultibase}#${other.publicKeyMultibase}`,
        controller: `did:key:${key.publicKeyMultibase}`,
      },
    })
    const result = await verify(forged)
    expect(result.verdict).toBe('invalid')
    expect(result.checks.find(({ id }) => id === 'issuer-key')?.outcome).toBe('failed')
  })
})

/** Every leaf of a JSON value, as the path of keys to it. */
function leaves(value: Json | undefined, path: (string | number)[] = []): (string | number)[][] {
  if (Array.isArray(value)) return value.flatMap((one, index) => leaves(one, [...path, index]))
  if (typeof value === 'object' && value !== null) return Object.entries(value).flatMap(([key, one]) => leaves(one, [...path, key]))
  return [path]
}

function changed(document: JsonObject, path: (string | number)[], to: (before: Json) => Json | undefined): JsonObject {
  const whole = copy(document)
  let holder = whole as Record<string | number, Json>
  for (const step of path.slice(0, -1)) holder = holder[step] as Record<string | number, Json>
  const last = path.at(-1) as string | number
  const value = to(holder[last] as Json)
  if (value === undefined) delete holder[last]
  else holder[last] = value
  return whole
}

const edits: ((before: Json, salt: string) => Json | undefined)[] = [
  (before, salt) => (typeof before === 'string' ? before + salt : salt),
  (before) => (typeof before === 'string' ? before.slice(1) : undefined),
  (before) => (typeof before === 'boolean' ? !before : `${String(before)} `),
  () => undefined,
  (before) => [before, 'urn:x:added'],
  () => 12,
]

describe('no mutation of a signed document is ever verified', () => {
  const suites = ['eddsa-rdfc-2022', 'eddsa-jcs-2022', 'Ed25519Signature2020'] as const

  test.each(suites)('%s: any leaf changed, removed or doubled', async (cryptosuite) => {
    const signed = await issue(badge(), { cryptosuite })
    const paths = leaves(signed)
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...paths),
        fc.constantFrom(...edits),
        fc.string({ minLength: 1, maxLength: 3 }),
        async (path, edit, salt) => {
          const mutated = changed(signed, path, (before) => edit(before, salt))
          if (JSON.stringify(mutated) === JSON.stringify(signed)) return
          const { verdict } = await verify(mutated)
          expect(['verified', 'verified-issuer-unknown'], `${path.join('/')} ${JSON.stringify(mutated)}`).not.toContain(verdict)
        },
      ),
      { numRuns: 250, seed: 11 },
    )
  })

  test('a JWT: any byte of any part', async () => {
    const jws = issueJwt(badge(), { key })
    expect((await verify(jws)).verdict).toBe('verified')
    await fc.assert(
      fc.asyncProperty(fc.nat(jws.length - 1), fc.constantFrom(...'ABCxyz059-_.'), async (index, char) => {
        if (jws[index] === char) return
        const { verdict } = await verify(`${jws.slice(0, index)}${char}${jws.slice(index + 1)}`)
        expect(['verified', 'verified-issuer-unknown']).not.toContain(verdict)
      }),
      { numRuns: 250, seed: 13 },
    )
  })
})

describe('what is nested', () => {
  test('has its own verdict and leaves the outer one alone', async () => {
    const inner = copy(await issue(badge({ id: 'urn:uuid:inner' })))
    achievementOf(inner).name = 'forged before bundling'
    const endorsed = await issue(endorsement('urn:uuid:inner'))
    const outer = await issue(badge({ endorsement: [inner, endorsed, { ...endorsed, proof: undefined }] }))
    const result = await verify(outer)
    expect(result.verdict).toBe('verified')
    expect(result.nested.map(({ verdict, role, at }) => [at, role, verdict])).toEqual([
      ['/endorsement/0', 'endorsement', 'invalid'],
      ['/endorsement/1', 'endorsement', 'verified'],
      ['/endorsement/2', 'endorsement', 'unsigned'],
    ])
    expect(result.nestedVerdict).toBe('invalid')
    expect(result.checks.find(({ id }) => id === 'nested')).toMatchObject({ outcome: 'failed', at: '/endorsement/0' })
  })

  test('is limited in number', async () => {
    const result = await verify({ ...badge(), endorsement: Array.from({ length: 10_001 }, () => ({})) })
    expect(result.verdict).toBe('unconfirmed')
    expect(result.checks[0]?.because).toContain('more than 10000')
  })
})
