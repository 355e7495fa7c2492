import { expect, test } from 'vitest'
import { issueCredential } from '../issue/issue-credential.ts'
import { generateKey } from '../keys/multikey.ts'
import { offlineLoaders } from '../loaders.ts'
import type { JsonObject } from '../model/json.ts'
import { describeWithStandards, loadersWith } from '../test/standards.ts'
import { verifyCredential } from '../verify/verify-credential.ts'

const key = generateKey()
const EXAMPLES_1 = 'https://www.w3.org/2018/credentials/examples/v1'

/** The examples of VCDM 1.1 name ODRL for the words inside `prohibition`. */
const document: JsonObject = {
  '@context': ['https://www.w3.org/2018/credentials/v1', EXAMPLES_1],
  type: ['VerifiableCredential'],
  issuer: `did:key:${key.publicKeyMultibase}`,
  issuanceDate: '2024-01-01T00:00:00Z',
  credentialSubject: { id: 'did:example:subject' },
}

describeWithStandards('a context that names another one inside itself', () => {
  test('brings the other one along', async () => {
    const loaders = loadersWith()
    const signed = await issueCredential(document, { key, loaders, allowExampleContexts: true })
    const { verdict, checks } = await verifyCredential(signed, loaders, { allowExampleContexts: true })
    expect(verdict, JSON.stringify(checks)).toBe('verified-issuer-unknown')
  })

  test('is no proof of a broken document when the other one cannot be had', async () => {
    const loaders = loadersWith()
    const signed = await issueCredential(document, { key, loaders, allowExampleContexts: true })
    const withoutOdrl = { ...loaders, context: async (url: string) => (url.includes('odrl') ? undefined : loaders.context(url)) }
    expect((await verifyCredential(signed, withoutOdrl, { allowExampleContexts: true })).verdict).toBe('unconfirmed')
    await expect(issueCredential(document, { key, loaders: offlineLoaders, allowExampleContexts: true })).rejects.toMatchObject({
      code: 'context_unknown',
    })
  })
})
