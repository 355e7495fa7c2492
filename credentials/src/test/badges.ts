import type { JsonObject } from '../model/json.ts'

export const VC2 = 'https://www.w3.org/ns/credentials/v2'
export const OB3 = 'https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json'

/** A badge as a school would write one, without issuer and proof. */
export const badge = (more: JsonObject = {}): JsonObject => ({
  '@context': [VC2, OB3],
  id: 'urn:uuid:1b4d2f30-6f0c-4f40-9f4f-111111111111',
  type: ['VerifiableCredential', 'OpenBadgeCredential'],
  name: 'Welding, level 2',
  validFrom: '2024-05-01T10:00:00Z',
  credentialSubject: {
    id: 'did:example:learner',
    type: ['AchievementSubject'],
    identifier: [{ type: 'IdentityObject', hashed: false, identityHash: 'ana@example.org', identityType: 'emailAddress' }],
    achievement: {
      id: 'https://college.example/achievements/welding-2',
      type: ['Achievement'],
      achievementType: 'Certificate',
      name: 'Welding, level 2',
      description: 'Joins steel plate in four positions.',
      criteria: { narrative: 'Two inspected joints per position.' },
      alignment: [{ type: ['Alignment'], targetName: 'Arc welding', targetUrl: 'https://frameworks.example/arc' }],
      tag: ['metal', 'safety'],
    },
  },
  evidence: [{ id: 'https://college.example/evidence/7', type: ['Evidence'], name: 'Joint 7', narrative: 'X-rayed.' }],
  ...more,
})

/** Only pairs of a credential and its issuer where the issuer is the key itself: nothing has to be fetched. */
export const endorsement = (of: string, more: JsonObject = {}): JsonObject => ({
  '@context': [VC2, OB3],
  id: 'urn:uuid:1b4d2f30-6f0c-4f40-9f4f-222222222222',
  type: ['VerifiableCredential', 'EndorsementCredential'],
  validFrom: '2024-06-01T10:00:00Z',
  credentialSubject: { id: of, type: ['EndorsementSubject'], endorsementComment: 'Seen in our workshop.' },
  ...more,
})
