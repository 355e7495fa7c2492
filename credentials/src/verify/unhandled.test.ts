import { afterEach, beforeEach, expect, test } from 'vitest'
import { issueCredential } from '../issue/issue-credential.ts'
import { generateKey } from '../keys/multikey.ts'
import { offlineLoaders } from '../loaders.ts'
import { badge } from '../test/badges.ts'
import { verifyCredential } from './verify-credential.ts'

const loose: unknown[] = []
const note = (error: unknown): void => void loose.push(error)
beforeEach(() => process.on('unhandledRejection', note))
afterEach(() => process.off('unhandledRejection', note))

/** A rejection nobody waits for ends a Node process: one upload would stop the server. */
test('no hostile document leaves a rejection behind', async () => {
  const key = await generateKey('Ed25519')
  const signed = (await issueCredential(badge(), { key })) as Record<string, unknown>
  const { '@context': _, ...without } = signed
  const hostile = [
    {
      ...without,
      credentialStatus: {
        id: 'urn:x',
        type: 'BitstringStatusListEntry',
        statusPurpose: 'revocation',
        statusListIndex: '1',
        statusListCredential: 'https://x.example/1',
      },
    },
    without,
    { ...signed, '@context': 'https://unknown.example/v1' },
    { ...signed, '@context': [] },
    { ...signed, '@context': { '@vocab': 'urn:x:' } },
    { ...signed, proof: [signed.proof, { ...(signed.proof as object), '@context': 'https://unknown.example' }] },
    { ...signed, credentialSubject: { '@graph': [{ '@id': '_:a' }] } },
    { ...signed, proof: { ...(signed.proof as object), proofValue: 5 } },
  ]
  for (const document of hostile) expect((await verifyCredential(document, offlineLoaders)).verdict).not.toMatch(/^verified/)
  await new Promise((resolve) => setImmediate(resolve))
  expect(loose).toEqual([])
})
