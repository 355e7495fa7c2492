import { expect, test } from 'vitest'
import { readCredential } from './read-credential.ts'

const sample = {
  '@context': ['https://www.w3.org/ns/credentials/v2'],
  id: '351843720888468',
  type: ['VerifiableCredential', 'OpenBadgeCredential'],
  awardedDate: 'Spring 2023',
  issuedOn: '',
  credentialSubject: {
    id: 1235143208848,
    type: 'AchievementSubject',
    identifier: { type: 'IdentityObject', hashed: true, identityHash: 'sha256$ab', identityType: 'emailAddress', salt: 's' },
    achievement: {
      id: 'a/b',
      achievementType: 'Course',
      name: 'Calculus',
      image: { id: '' },
      alignment: { targetName: 'Algebra', 'x~y': 1 },
    },
  },
  issuer: '',
}

test('a sample with ids that are no URIs and dates that are no dates is read, each value with its pointer', () => {
  const read = readCredential(sample)
  expect(read).toMatchObject({ kind: 'open-badge-3', format: 'json', id: '351843720888468', signed: false, issuer: undefined })
  expect(read.dates).toEqual({ awardedDate: 'Spring 2023' })
  expect(read.from.awardedDate).toBe('/awardedDate')
  expect(read.recipient).toMatchObject({ id: '1235143208848', types: ['AchievementSubject'] })
  expect(read.recipient?.identifiers[0]).toMatchObject({
    identity: 'sha256$ab',
    hashed: true,
    from: { identity: '/credentialSubject/identifier/identityHash' },
  })
  const [achievement] = read.achievements
  expect(achievement).toMatchObject({ name: 'Calculus', image: undefined, from: { name: '/credentialSubject/achievement/name' } })
  expect(achievement?.alignments[0]).toMatchObject({ targetName: 'Algebra', raw: { 'x~y': 1 } })
})

test.each([
  ['two keys', '{"a":1,"\\u0061":2}', 'duplicate_key'],
  ['too deep', `${'['.repeat(65)}${']'.repeat(65)}`, 'too_deep'],
  ['an array', '[]', 'not_an_object'],
  ['cut short', '{"a', 'not_json'],
])('%s is refused with its code', (_name, text, code) => {
  expect(() => readCredential(text)).toThrowError(expect.objectContaining({ code }))
})

test('a key that occurs in two different objects is not a duplicate', () => {
  expect(readCredential('{"a":{"id":1},"id":2,"b":[{"id":3},{"id":"\\"id\\":"}]}').id).toBe('2')
})
