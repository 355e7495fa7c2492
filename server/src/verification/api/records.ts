import { Type } from 'typebox'
import { defineEndpoint } from '../../core/endpoint.ts'
import { CONFLICTS, KEY_PROBLEMS, Nullable, ok, READ_PROBLEMS, TAG, Text, Texts, unchecked } from './shapes.ts'

const Skill = Type.Object({ skillId: Text, name: Text, category: Text, description: Text })
const Count = Type.Optional(Type.String({ pattern: '^[0-9]{1,9}$' }))

export const listCatalogue = defineEndpoint({
  id: 'listSkills',
  method: 'GET',
  path: '/api/v1/skills',
  tag: TAG,
  summary: 'The skills that can be verified: built in, and your own.',
  audience: 'platform',
  query: Type.Object({ query: Type.Optional(Text), limit: Count, offset: Count }),
  success: 200,
  response: ok(Type.Object({ skills: Type.Array(Skill), total: Type.Integer() })),
  problems: KEY_PROBLEMS,
})

export const addSkill = defineEndpoint({
  id: 'addSkill',
  method: 'POST',
  path: '/api/v1/skills',
  tag: TAG,
  summary: 'Add a skill of your own.',
  audience: 'platform',
  reads: 'unchecked',
  body: unchecked(Type.Object({ skillId: Text, name: Text, category: Type.Optional(Text), description: Type.Optional(Text) })),
  success: 201,
  response: ok(Skill),
  problems: [...KEY_PROBLEMS, 'API_KEY_REQUIRED', 'MISSING_SKILL_ID', 'MISSING_NAME', 'INVALID_DATA_FORMAT', 'SKILL_EXISTS'],
})

const SkillState = Type.Object({ skillId: Text, name: Text, status: Text })

export const startAtOnce = defineEndpoint({
  id: 'createVerification',
  method: 'POST',
  path: '/api/v1/verifications',
  tag: TAG,
  summary: 'Session, skills, method and source in one call.',
  audience: 'platform',
  reads: 'unchecked',
  body: unchecked(
    Type.Object({
      userId: Type.Optional(Text),
      email: Type.Optional(Text),
      name: Type.Optional(Type.String({ description: 'May be left out, like `email`, where `userId` names somebody.' })),
      source: Type.Object({
        type: Type.String({ enum: ['project', 'experience', 'certificate'] }),
        id: Text,
        title: Text,
        description: Type.Optional(Text),
        organization: Type.Optional(Text),
        startDate: Type.Optional(Text),
        endDate: Type.Optional(Text),
        current: Type.Optional(Type.Boolean()),
        metadata: Type.Optional(Type.Record(Text, Type.Unknown())),
      }),
      skills: Type.Array(Text, { description: 'Names or ids; names new to you are added.' }),
      method: Type.String({ enum: ['human_endorsement', 'assessment'] }),
      endorsementType: Type.Optional(Text),
      callbackWebhookUrl: Type.Optional(Text),
    }),
  ),
  success: 201,
  response: Type.Object({
    success: Type.Literal(true),
    data: Type.Object({
      verificationId: Text,
      sessionToken: Text,
      userId: Text,
      status: Text,
      skills: Type.Array(SkillState),
    }),
    warnings: Type.Optional(Type.Array(Type.Object({ code: Text, skills: Texts }))),
  }),
  problems: [
    ...KEY_PROBLEMS,
    'API_KEY_REQUIRED',
    'MISSING_NAME',
    'MISSING_CONTACT',
    'INVALID_EMAIL',
    'INVALID_DATA_FORMAT',
    'MISSING_SKILLS',
    'MISSING_VERIFICATION_METHOD',
    'INVALID_VERIFICATION_METHOD',
    'INVALID_ENDORSEMENT_TYPE',
    'INVALID_CALLBACK_WEBHOOK_URL',
    'NOT_FOUND',
    ...CONFLICTS,
  ],
})

const Verification = Type.Object({
  verificationId: Text,
  status: Text,
  method: Nullable(Text),
  endorsementType: Nullable(Text),
  source: Nullable(Type.Object({ type: Text, id: Text, title: Text, metadata: Type.Optional(Type.Unknown()) })),
  skills: Type.Array(SkillState),
  createdAt: Text,
  completedAt: Nullable(Text),
  review: Type.Optional(Type.Unknown({ description: 'For a key: who answered, what was proved, and signals that are no verdict.' })),
})

export const readVerification = defineEndpoint({
  id: 'readVerification',
  method: 'GET',
  path: '/api/v1/verifications/:verificationId',
  tag: TAG,
  summary: 'One verification.',
  audience: 'platform',
  params: Type.Object({ verificationId: Text }),
  success: 200,
  response: ok(Verification),
  problems: [...READ_PROBLEMS],
})

const UserId = Type.Object({ userId: Text })

export const readUserVerifications = defineEndpoint({
  id: 'readUserVerifications',
  method: 'GET',
  path: '/api/v1/users/:userId/verifications',
  tag: TAG,
  summary: 'All verifications of a person, newest first.',
  audience: 'platform',
  params: UserId,
  success: 200,
  response: ok(Type.Object({ verifications: Type.Array(Verification), total: Type.Integer() })),
  problems: [...KEY_PROBLEMS, 'API_KEY_REQUIRED', 'NOT_FOUND'],
})

const VaultSource = Type.Object({
  sourceId: Text,
  sourceTitle: Text,
  metadata: Type.Optional(Type.Unknown()),
  skills: Type.Array(
    Type.Object({
      name: Text,
      verifications: Type.Array(Type.Object({ type: Nullable(Text), status: Text, date: Text, credentialId: Nullable(Text) })),
    }),
  ),
})

export const readVault = defineEndpoint({
  id: 'readVault',
  method: 'GET',
  path: '/api/v1/vault/:userId',
  tag: TAG,
  summary: 'Verified skills of a person by source.',
  audience: 'platform',
  params: UserId,
  success: 200,
  response: Type.Object({ userId: Text, email: Text, vault: Type.Array(VaultSource) }),
  problems: [...KEY_PROBLEMS, 'API_KEY_REQUIRED', 'NOT_FOUND'],
})

export const readMetadata = defineEndpoint({
  id: 'readMetadata',
  method: 'GET',
  path: '/api/v1/metadata/user/:recordUserId',
  tag: TAG,
  summary: 'Every skill of a person, newest first; the request is signed. Refusals are flat.',
  description:
    'Headers `x-api-key`, `x-timestamp` (Unix milliseconds) and `x-signature`: the hexadecimal HMAC-SHA256, under the secret key, of timestamp, method, path with query, and body, joined by line breaks.',
  audience: 'platform',
  params: Type.Object({ recordUserId: Text }),
  success: 200,
  response: Type.Object({ success: Type.Literal(true), data: Type.Array(Type.Unknown()) }),
  problems: [...KEY_PROBLEMS, 'INVALID_SIGNATURE', 'STALE_SIGNATURE', 'USER_ID_REQUIRED', 'NOT_FOUND'],
})

const Mode = Type.Optional(Type.Unsafe<'test' | 'live'>({ type: 'string', enum: ['test', 'live'] }))
const Address = Type.String({ minLength: 3, maxLength: 254 })

export const sendVaultCode = defineEndpoint({
  id: 'sendVaultCode',
  method: 'POST',
  path: '/api/vault/code',
  tag: 'Vault',
  summary: 'Mail a code that opens the vault of an address. The same answer whether there is one.',
  audience: 'anyone',
  body: Type.Object({ email: Address, mode: Mode }, { additionalProperties: false }),
  success: 202,
  response: Type.Object({ sentTo: Text, expiresInSeconds: Type.Integer() }),
  problems: ['email_invalid', 'rate_limited'],
})

export const openVault = defineEndpoint({
  id: 'openVault',
  method: 'POST',
  path: '/api/vault',
  tag: 'Vault',
  summary: 'Every verified skill of an address, for whoever reads its mail, in the browser that asked.',
  audience: 'anyone',
  body: Type.Object({ email: Address, mode: Mode, code: Type.String({ minLength: 6, maxLength: 20 }) }, { additionalProperties: false }),
  success: 200,
  response: Type.Object({
    email: Text,
    mode: Text,
    skills: Type.Array(
      Type.Object({
        skillId: Text,
        name: Text,
        platform: Text,
        source: Type.Object({ type: Text, title: Text, subtitle: Text, meta: Text }),
        method: Nullable(Text),
        endorsementType: Nullable(Text),
        reviewer: Nullable(Type.Object({ name: Text, company: Text, proved: Nullable(Text), personalMailbox: Type.Boolean() })),
        score: Nullable(Type.Integer()),
        verifiedAt: Text,
        credentialId: Nullable(Text),
      }),
    ),
  }),
  problems: ['email_invalid', 'code_wrong', 'code_expired', 'rate_limited'],
})
