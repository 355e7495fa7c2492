import { Type } from 'typebox'
import { defineEndpoint } from '../../core/endpoint.ts'
import { oneOf } from '../../core/words.ts'

const ModeWord = oneOf(['test', 'live'] as const)
const PlatformId = Type.Object({ id: Type.String({ maxLength: 100 }) })
const KeyId = Type.Object({ id: Type.String({ maxLength: 100 }), keyId: Type.String({ maxLength: 100 }) })

const PlatformKey = Type.Object({
  keyId: Type.String(),
  mode: ModeWord,
  apiKeyStart: Type.String({ description: 'The first characters of the API key.' }),
  active: Type.Boolean(),
  requireReviewerCode: Type.Boolean({ description: 'false: the reviewer’s link alone endorses, and badges say so.' }),
  creditLimit: Type.Union([Type.Integer({ minimum: 0 }), Type.Null()]),
  creditsUsed: Type.Integer(),
  verifiedProfiles: Type.Integer(),
  createdAt: Type.String(),
})

const Platform = Type.Object({ id: Type.String(), name: Type.String(), createdAt: Type.String(), keys: Type.Array(PlatformKey) })

const Secrets = Type.Object({
  keyId: Type.String(),
  mode: ModeWord,
  apiKey: Type.String(),
  secretKey: Type.String({ description: 'Signs metadata requests and webhooks; for servers only.' }),
  webhookSecret: Type.String({ description: 'The secret key in the form of Standard Webhooks.' }),
})

export const createPlatform = defineEndpoint({
  id: 'createPlatform',
  method: 'POST',
  path: '/api/admin/platforms',
  tag: 'Operator',
  summary: 'Create a platform that may verify skills.',
  audience: 'admin',
  body: Type.Object({ name: Type.String({ minLength: 1, maxLength: 200, pattern: '\\S' }) }, { additionalProperties: false }),
  success: 201,
  response: Platform,
  problems: ['request_invalid'],
})

export const listPlatforms = defineEndpoint({
  id: 'listPlatforms',
  method: 'GET',
  path: '/api/admin/platforms',
  tag: 'Operator',
  summary: 'All platforms with their keys; secrets are not shown.',
  audience: 'admin',
  success: 200,
  response: Type.Object({ platforms: Type.Array(Platform) }),
  problems: [],
})

export const deletePlatform = defineEndpoint({
  id: 'deletePlatform',
  method: 'DELETE',
  path: '/api/admin/platforms/:id',
  tag: 'Operator',
  summary: 'End a platform: its keys stop at once. What people have earned stays theirs.',
  audience: 'admin',
  params: PlatformId,
  success: 204,
  response: Type.Null(),
  problems: ['platform_not_found'],
})

export const createPlatformKey = defineEndpoint({
  id: 'createPlatformKey',
  method: 'POST',
  path: '/api/admin/platforms/:id/keys',
  tag: 'Operator',
  summary: 'Create a key pair. Both halves are shown this once.',
  audience: 'admin',
  params: PlatformId,
  body: Type.Object(
    {
      mode: ModeWord,
      requireReviewerCode: Type.Optional(Type.Boolean()),
      creditLimit: Type.Optional(Type.Union([Type.Integer({ minimum: 0, maximum: 1_000_000_000 }), Type.Null()])),
    },
    { additionalProperties: false },
  ),
  success: 201,
  response: Secrets,
  problems: ['platform_not_found', 'request_invalid'],
})

export const listPlatformKeys = defineEndpoint({
  id: 'listPlatformKeys',
  method: 'GET',
  path: '/api/admin/platforms/:id/keys',
  tag: 'Operator',
  summary: 'The keys of a platform; secrets are not shown.',
  audience: 'admin',
  params: PlatformId,
  success: 200,
  response: Type.Object({ keys: Type.Array(PlatformKey) }),
  problems: ['platform_not_found'],
})

export const updatePlatformKey = defineEndpoint({
  id: 'updatePlatformKey',
  method: 'PATCH',
  path: '/api/admin/platforms/:id/keys/:keyId',
  tag: 'Operator',
  summary: 'Change a key.',
  audience: 'admin',
  params: KeyId,
  body: Type.Object(
    {
      requireReviewerCode: Type.Optional(Type.Boolean()),
      creditLimit: Type.Optional(Type.Union([Type.Integer({ minimum: 0, maximum: 1_000_000_000 }), Type.Null()])),
      active: Type.Optional(Type.Boolean()),
    },
    { additionalProperties: false },
  ),
  success: 200,
  response: PlatformKey,
  problems: ['platform_key_not_found', 'request_invalid'],
})

export const deletePlatformKey = defineEndpoint({
  id: 'deletePlatformKey',
  method: 'DELETE',
  path: '/api/admin/platforms/:id/keys/:keyId',
  tag: 'Operator',
  summary: 'Switch a key off for good. Its verifications stay.',
  audience: 'admin',
  params: KeyId,
  success: 204,
  response: Type.Null(),
  problems: ['platform_key_not_found'],
})

export const rotatePlatformKey = defineEndpoint({
  id: 'rotatePlatformKey',
  method: 'POST',
  path: '/api/admin/platforms/:id/keys/:keyId/rotate',
  tag: 'Operator',
  summary: 'New secret key; for 24 hours webhooks carry both signatures. The API key stays.',
  audience: 'admin',
  params: KeyId,
  success: 200,
  response: Type.Object({
    keyId: Type.String(),
    mode: ModeWord,
    secretKey: Type.String(),
    webhookSecret: Type.String(),
    formerSecretUntil: Type.String(),
  }),
  problems: ['platform_key_not_found'],
})
