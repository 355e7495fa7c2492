import { expect, test } from 'vitest'
import type { Verdict } from '../model/verdict.ts'
import { describeWithStandards, example, examplesIn, loadersWith } from '../test/standards.ts'
import { verifyCredential } from './verify-credential.ts'

const UNKNOWN = 'verified-issuer-unknown'

/** Path, verdict, verdict of what is nested, and words the reason must have. Issuers no registry knows are honest, not verified. */
const expected: readonly [string, Verdict, Verdict | null, RegExp?][] = [
  ['1edtech-ob30/bit-string-list/credential-status-revoked.json', 'revoked', null, /has revoked it/],
  ['1edtech-ob30/bit-string-list/testlist', UNKNOWN, null],
  ['1edtech-ob30/complete.json', 'unconfirmed', 'invalid', /revocations could not be reached/],
  ['1edtech-ob30/credential-status-revoked.json', 'unconfirmed', null, /did\.json could not be reached/],
  ['1edtech-ob30/endorsement-valid.json', UNKNOWN, null],
  ['1edtech-ob30/simple-context-version.json', UNKNOWN, null],
  ['1edtech-ob30/simple-did-key-method.json', UNKNOWN, null],
  ['1edtech-ob30/simple-eddsa-2022.json', 'unconfirmed', null, /cryptosuite eddsa-2022 is not supported/],
  ['1edtech-ob30/simple-err-context.json', 'invalid', null, /first @context is not that of Verifiable Credentials/],
  ['1edtech-ob30/simple-err-credential-subject-result-type.json', 'invalid', null, /achievedLevel/],
  ['1edtech-ob30/simple-err-credential-subject-type.json', 'invalid', null, /achievement/],
  ['1edtech-ob30/simple-err-evidence-type.json', 'invalid', null, /audience/],
  ['1edtech-ob30/simple-err-expired.json', 'expired', null, /expired 2010-01-01/],
  ['1edtech-ob30/simple-err-issuer-type.json', 'invalid', null, /InvalidProfile/],
  ['1edtech-ob30/simple-err-issuer.json', 'invalid', null, /no issuer/],
  ['1edtech-ob30/simple-err-proof-method-no-scheme.json', 'invalid', null, /neither a DID nor a web address/],
  ['1edtech-ob30/simple-err-proof-method.json', 'invalid', null, /is no key/],
  ['1edtech-ob30/simple-err-proof-value.json', 'invalid', null, /signature does not fit/],
  ['1edtech-ob30/simple-err-type.json', 'invalid', null, /OtherCredential/],
  ['1edtech-ob30/simple-json.png', UNKNOWN, null],
  ['1edtech-ob30/simple-jwt.svg', UNKNOWN, null, /RS256 signature fits/],
  ['1edtech-ob30/simple-multiple-proofs.json', UNKNOWN, null, /SomeProofType is not supported; another signature fits/],
  ['1edtech-ob30/simple-noproof.json', 'unsigned', null, /nothing signs it/],
  ['1edtech-ob30/simple.1ob', UNKNOWN, null],
  ['1edtech-ob30/simple.json', UNKNOWN, null, /anyone could have signed this in that name/],
  ['1edtech-ob30/simple_v1.json', UNKNOWN, null, /Ed25519Signature2020 signature fits/],
  ['1edtech-clr20/simple-noproof.json', 'unsigned', 'invalid'],
  ['1edtech-clr20/simple.json', UNKNOWN, UNKNOWN],
  ['1edtech-clr20/simple.jwt', 'unconfirmed', 'unconfirmed', /draft\/clr\/v2p0\/context is not one of the pinned ones/],
  ['1edtech-clr20/simple_v1.json', UNKNOWN, UNKNOWN],
  ['dcc/eddsa__v2__safeModeBreaker.json', 'invalid', null, /StatusList2021Entry/],
  ['dcc/eddsa__v2__v2EddsaWithValidStatus.json', UNKNOWN, null, /has not revoked it/],
  ['dcc/status__e5WK8CbZ1GjycuPombrj.json', UNKNOWN, null],
  ['dcc/v1__v1Expired.json', 'expired', null],
  ['dcc/v1__v1NoStatus.json', UNKNOWN, null],
  ['dcc/v1__v1OBv3SpecExample.json', UNKNOWN, null],
  ['dcc/v1__v1Revoked.json', 'revoked', null],
  ['dcc/v1__v1WithValidStatus.json', UNKNOWN, null, /has not revoked it/],
  ['dcc/v2__didWeb__v2didWebWithValidStatus.json', 'verified', null, /digitalcredentials\.github\.io/],
  ['dcc/v2__v2Expired.json', 'expired', null],
  ['dcc/v2__v2NoStatus.json', UNKNOWN, null],
  ['dcc/v2__v2OBv3SpecExample.json', UNKNOWN, null],
  ['dcc/v2__v2Revoked.json', 'revoked', null],
  ['dcc/v2__v2SimpleIssuerId.json', UNKNOWN, null],
  ['dcc/v2__v2WithValidStatus.json', UNKNOWN, null],
  ['ob3-spec/basicOpenBadgeCredential-unsigned.json', 'unsigned', null],
  ['ob3-spec/endorsement-unsigned.json', 'unsigned', null],
  ['ob3-spec/fullOpenBadge-unsigned.json', 'unsigned', 'invalid'],
  ['ob3-spec/linked-data-proof-ob-signed.json', UNKNOWN, null],
  ['ob3-spec/linked-data-proof-ob-unsigned.json', 'unsigned', null],
  ['ob3-spec/skillAssertionCase-unsigned.json', 'unsigned', null],
  ['hropen-ler-rs/LER-RS_V2_UC008_portability.json', 'invalid', null],
  ['hropen-ler-rs/LER-RS_V2_VCwrapper.json', 'invalid', null],
  ['w3c-vc-di-eddsa/Ed25519Signature2020/signedEdSig.json', UNKNOWN, null],
  ['w3c-vc-di-eddsa/eddsa-rdfc-2022/signedDataInt.json', UNKNOWN, null],
  ['w3c-vc-di-eddsa/proof-set/signedProofSet1.json', UNKNOWN, null],
  ['w3c-vc-di-ecdsa/ecdsa-rdfc-2019-p256/signedECDSAP256.json', UNKNOWN, null],
]

const DCC_DID = 'did:web:digitalcredentials.github.io:dcc-did-web'
const DCC_KEY = 'z6MknNQD1WHLGGraFi6zcbGevuAgkVfdyCdtZnQTGWVVvR5Q'
const FIXTURES = 'https://raw.githubusercontent.com/digitalcredentials/verifier-core/refs/heads/main/src/test-fixtures/status'
const VALIDATOR =
  'https://raw.githubusercontent.com/1EdTech/digital-credentials-public-validator/refs/heads/main/inspector-vc/src/test/resources'

const pages = (): Record<string, object | Uint8Array> => ({
  [`${FIXTURES}/e5WK8CbZ1GjycuPombrj`]: example('dcc/status__e5WK8CbZ1GjycuPombrj.json'),
  [`${VALIDATOR}/ob30/bit-string-list/testlist`]: example('1edtech-ob30/bit-string-list/testlist'),
  'https://digitalcredentials.github.io/dcc-did-web/did.json': {
    id: DCC_DID,
    verificationMethod: [
      { id: `${DCC_DID}#${DCC_KEY}`, type: 'Ed25519VerificationKey2020', controller: DCC_DID, publicKeyMultibase: DCC_KEY },
    ],
    assertionMethod: [`${DCC_DID}#${DCC_KEY}`],
  },
})

describeWithStandards('the published examples', () => {
  test.each(expected)('%s is %s', async (path, verdict, nestedVerdict, reason) => {
    const options = { allowExampleContexts: path.startsWith('w3c-'), now: new Date('2026-06-01T00:00:00Z') }
    const result = await verifyCredential(example(path), loadersWith(pages()), options)
    const reasons = result.checks.map(({ id, outcome, because }) => `${id} ${outcome}: ${because}`)
    expect([result.verdict, result.nestedVerdict], reasons.join('\n')).toEqual([verdict, nestedVerdict])
    if (reason) expect(reasons.join('\n')).toMatch(reason)
  })

  test('none is left out', () => {
    const notCredentials = /\.txt$|[Cc]onfig|eyPair|common-samples|\/unsigned\.json$|ProofSetConfig/
    const found = ['1edtech-ob30', '1edtech-clr20', 'dcc', 'ob3-spec', 'hropen-ler-rs', 'w3c-vc-di-eddsa', 'w3c-vc-di-ecdsa'].flatMap(
      examplesIn,
    )
    expect(found.filter((path) => !notCredentials.test(path))).toEqual(expect.arrayContaining(expected.map(([path]) => path).sort()))
    expect(found.filter((path) => !notCredentials.test(path)).length).toBe(expected.length)
  })

  test('a list shorter than the minimum counts with a warning, and not at all when strict', async () => {
    const path = 'dcc/v2__v2Revoked.json'
    expect((await verifyCredential(example(path), loadersWith(pages()))).warnings.join()).toContain('100000 entries')
    const strict = await verifyCredential(example(path), loadersWith(pages()), { strictStatusList: true })
    expect(strict.verdict).toBe('unconfirmed')
    expect(strict.checks.find(({ id }) => id === 'status')?.because).toContain('STATUS_LIST_LENGTH_ERROR')
  })

  test('the contexts of examples that define every word are refused unless asked for', async () => {
    const result = await verifyCredential(example('w3c-vc-di-eddsa/eddsa-rdfc-2022/signedDataInt.json'), loadersWith())
    expect(result.verdict).toBe('unconfirmed')
    expect(result.checks.find(({ id }) => id === 'document')?.because).toContain('defines every word')
  })
})
