import { DataIntegrityProof } from '@digitalbazaar/data-integrity'
import * as EcdsaMultikey from '@digitalbazaar/ecdsa-multikey'
import { cryptosuite as ecdsaRdfc } from '@digitalbazaar/ecdsa-rdfc-2019-cryptosuite'
import { createDiscloseCryptosuite, createSignCryptosuite } from '@digitalbazaar/ecdsa-sd-2023-cryptosuite'
import * as Ed25519Multikey from '@digitalbazaar/ed25519-multikey'
import { Ed25519Signature2020 } from '@digitalbazaar/ed25519-signature-2020'
import { createSignCryptosuite as jcsSign, createVerifyCryptosuite as jcsVerify } from '@digitalbazaar/eddsa-jcs-2022-cryptosuite'
import { cryptosuite as eddsaRdfc } from '@digitalbazaar/eddsa-rdfc-2022-cryptosuite'
import * as vc from '@digitalbazaar/vc'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { ContextLibrary } from '../contexts/context-library.ts'
import { issueCredential } from '../issue/issue-credential.ts'
import { didKeyDocument } from '../keys/did.ts'
import { generateKey, type KeyPair } from '../keys/multikey.ts'
import type { JsonObject } from '../model/json.ts'
import { badge, OB3, VC2 } from '../test/badges.ts'
import { loadersWith } from '../test/standards.ts'
import { verifyCredential } from './verify-credential.ts'

const loaders = loadersWith()
const library = new ContextLibrary(loaders)
const ED25519_2020 = 'https://w3id.org/security/suites/ed25519-2020/v1'
await library.prepare(
  [
    VC2,
    OB3,
    ED25519_2020,
    'https://w3id.org/security/data-integrity/v2',
    'https://www.w3.org/ns/did/v1',
    'https://w3id.org/security/multikey/v1',
  ],
  false,
)

/** Gives the other library the same contexts, and the `did:key` documents it asks for. */
const documentLoader = async (url: string) => {
  const [did = '', fragment] = url.split('#')
  if (!url.startsWith('did:key:')) return { contextUrl: null, documentUrl: url, document: library.get(url), tag: 'static' }
  const whole = didKeyDocument(did)
  const [method] = whole.verificationMethod as JsonObject[]
  return {
    contextUrl: null,
    documentUrl: url,
    document: fragment ? { '@context': 'https://w3id.org/security/multikey/v1', ...method } : whole,
  }
}

const theirs = async (pair: KeyPair): Promise<{ signer(): unknown }> => {
  const controller = `did:key:${pair.publicKeyMultibase}`
  const options = {
    '@context': 'https://w3id.org/security/multikey/v1',
    type: 'Multikey',
    controller,
    id: `${controller}#${pair.publicKeyMultibase}`,
    ...pair,
  }
  return pair.algorithm === 'Ed25519' ? Ed25519Multikey.from(options) : EcdsaMultikey.from(options)
}

const words = fc.record({
  name: fc.string({ unit: 'grapheme', maxLength: 20 }),
  description: fc.string({ maxLength: 20 }),
  credits: fc.integer({ min: 0, max: 99 }),
})
const randomBadge = (pair: KeyPair, { name, description, credits }: { name: string; description: string; credits: number }): JsonObject => {
  const plain = badge({ name, issuer: `did:key:${pair.publicKeyMultibase}` })
  const subject = plain.credentialSubject as JsonObject
  return {
    ...plain,
    credentialSubject: { ...subject, creditsEarned: credits, achievement: { ...(subject.achievement as JsonObject), description } },
  }
}

const suites = [
  ['eddsa-rdfc-2022', 'Ed25519', eddsaRdfc, eddsaRdfc],
  ['eddsa-jcs-2022', 'Ed25519', jcsSign(), jcsVerify()],
  ['ecdsa-rdfc-2019', 'P-256', ecdsaRdfc, ecdsaRdfc],
  ['ecdsa-rdfc-2019', 'P-384', ecdsaRdfc, ecdsaRdfc],
] as const

describe('both ways with @digitalbazaar/vc, on random badges', () => {
  test.each(suites)('%s with %s', async (cryptosuite, algorithm, forSigning, forVerifying) => {
    const pair = generateKey(algorithm)
    const signer = (await theirs(pair)).signer()
    await fc.assert(
      fc.asyncProperty(words, async (some) => {
        const document = randomBadge(pair, some)
        const ours = await issueCredential(document, { key: pair, cryptosuite, loaders })
        const verified = await vc.verifyCredential({
          credential: structuredClone(ours),
          suite: new DataIntegrityProof({ cryptosuite: forVerifying }),
          documentLoader,
        })
        expect(verified.verified, JSON.stringify(verified.error?.errors?.[0]?.message ?? verified.error)).toBe(true)
        const made = await vc.issue({
          credential: structuredClone(document),
          suite: new DataIntegrityProof({ signer, cryptosuite: forSigning }),
          documentLoader,
        })
        const result = await verifyCredential(made, loaders)
        expect(result.verdict, JSON.stringify(result.checks)).toBe('verified-issuer-unknown')
      }),
      { numRuns: 8, seed: 3 },
    )
  })

  test('Ed25519Signature2020, made there', async () => {
    const pair = generateKey()
    const key = await Ed25519Multikey.from({
      type: 'Multikey',
      controller: `did:key:${pair.publicKeyMultibase}`,
      id: `did:key:${pair.publicKeyMultibase}#${pair.publicKeyMultibase}`,
      ...pair,
    })
    const document = randomBadge(pair, { name: 'a', description: 'b', credits: 1 })
    const made = await vc.issue({
      credential: { ...document, '@context': [VC2, OB3, ED25519_2020] },
      suite: new Ed25519Signature2020({ signer: key.signer() }),
      documentLoader,
    })
    expect((await verifyCredential(made, loaders)).verdict).toBe('verified-issuer-unknown')
  })

  test('ecdsa-sd-2023: a credential disclosed in part, and one with a disclosed statement changed', async () => {
    const pair = generateKey('P-256')
    const signer = (await theirs(pair)).signer()
    const base = await vc.issue({
      credential: randomBadge(pair, { name: 'a', description: 'b', credits: 1 }),
      suite: new DataIntegrityProof({ signer, cryptosuite: createSignCryptosuite({ mandatoryPointers: ['/issuer', '/validFrom'] }) }),
      documentLoader,
    })
    expect((await verifyCredential(base, loaders)).verdict, 'a base proof is for the holder alone').toBe('invalid')
    const pointers = ['/credentialSubject/achievement/name', '/credentialSubject/type', '/credentialSubject/achievement/tag']
    const derived = (await vc.derive({
      verifiableCredential: base,
      suite: new DataIntegrityProof({ cryptosuite: createDiscloseCryptosuite({ selectivePointers: pointers }) }),
      documentLoader,
    })) as JsonObject
    const result = await verifyCredential(derived, loaders)
    expect(result.verdict, JSON.stringify(result.checks)).toBe('verified-issuer-unknown')
    const forged = structuredClone(derived)
    ;((forged.credentialSubject as JsonObject).achievement as JsonObject).name = 'forged'
    expect((await verifyCredential(forged, loaders)).verdict).toBe('invalid')
    expect((await verifyCredential({ ...derived, validFrom: '2020-01-01T00:00:00Z' }, loaders)).verdict).toBe('invalid')
  })
})
