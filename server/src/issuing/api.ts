import { Type } from 'typebox'
import { defineEndpoint } from '../core/endpoint.ts'
import { oneOf } from '../core/words.ts'

const Document = Type.Unsafe<Record<string, unknown>>({ type: 'object', additionalProperties: true })
const Algorithm = oneOf(['Ed25519', 'P-256', 'P-384'] as const)

export const getDid = defineEndpoint({
  id: 'getDid',
  method: 'GET',
  path: '/.well-known/did.json',
  tag: 'Issuing',
  summary: 'The DID document of this server: every key it ever signed with.',
  audience: 'anyone',
  success: 200,
  response: Document,
  produces: 'application/did+json',
  problems: [],
})

export const getStatusList = defineEndpoint({
  id: 'getStatusList',
  method: 'GET',
  path: '/status/:id',
  tag: 'Issuing',
  summary: 'A Bitstring Status List, signed.',
  audience: 'anyone',
  params: Type.Object({ id: Type.String({ maxLength: 100 }) }),
  success: 200,
  response: Document,
  produces: 'application/vc',
  problems: ['status_list_not_found'],
})

export const getBadge = defineEndpoint({
  id: 'getBadge',
  method: 'GET',
  path: '/api/v1/badges/:uuid',
  tag: 'Issuing',
  summary: 'A badge, public by its unguessable id.',
  description:
    '`Accept` chooses: JSON-LD, `application/vc+jwt`, `image/png` or `image/svg+xml` (both baked). `format` does the same in a link.',
  audience: 'anyone',
  params: Type.Object({ uuid: Type.String({ maxLength: 100 }) }),
  query: Type.Object({ format: Type.Optional(oneOf(['json', 'jwt', 'png', 'svg'] as const)) }),
  success: 200,
  response: Document,
  produces: ['application/ld+json', 'application/vc', 'application/json', 'application/vc+jwt', 'image/png', 'image/svg+xml'],
  problems: ['badge_not_found', 'rate_limited'],
})

const Changed = Type.Object({
  id: Type.String(),
  revokedAt: Type.Union([Type.String(), Type.Null()]),
  suspendedAt: Type.Union([Type.String(), Type.Null()]),
  reason: Type.Union([Type.String(), Type.Null()]),
})

export const listIssuedCredentials = defineEndpoint({
  id: 'listIssuedCredentials',
  method: 'GET',
  path: '/api/admin/credentials',
  tag: 'Operator',
  summary: 'What this server has issued, newest first.',
  audience: 'admin',
  query: Type.Object({
    search: Type.Optional(
      Type.String({ maxLength: 200, description: 'Words that all must occur in the id, the platform or the credential.' }),
    ),
    state: Type.Optional(oneOf(['good', 'revoked', 'suspended'] as const)),
    limit: Type.Optional(Type.String({ pattern: '^[0-9]{1,3}$', description: 'Default 50, at most 200.' })),
    offset: Type.Optional(Type.String({ pattern: '^[0-9]{1,9}$' })),
  }),
  success: 200,
  response: Type.Object({
    credentials: Type.Array(
      Type.Object({
        id: Type.String(),
        kind: oneOf(['badge', 'credential'] as const),
        name: Type.String(),
        platformId: Type.Union([Type.String(), Type.Null()]),
        mode: Type.Union([Type.String(), Type.Null()]),
        createdAt: Type.String(),
        revokedAt: Type.Union([Type.String(), Type.Null()]),
        suspendedAt: Type.Union([Type.String(), Type.Null()]),
        reason: Type.Union([Type.String(), Type.Null()]),
        suspendable: Type.Boolean({ description: 'It has a place in a list of suspensions. A badge has none: it can only be revoked.' }),
      }),
    ),
    total: Type.Integer(),
  }),
  problems: ['request_invalid'],
})

const CredentialId = Type.Object({ id: Type.String({ maxLength: 2_000, description: '`urn:uuid:…`, or the UUID alone.' }) })
const Reason = Type.Optional(Type.Union([Type.Object({ reason: Type.Optional(Type.String({ maxLength: 500 })) }), Type.Null()]))

const change = (verb: string, summary: string, ...refusals: string[]) =>
  ({
    id: `${verb}IssuedCredential`,
    method: 'POST',
    path: `/api/admin/credentials/:id/${verb}`,
    tag: 'Operator',
    summary,
    audience: 'admin',
    params: CredentialId,
    body: Reason,
    success: 200,
    response: Changed,
    problems: ['credential_not_found', ...refusals],
  }) as const

export const revokeCredential = defineEndpoint(
  change('revoke', 'Revoke a credential this server has issued: its status list says so, and its platform is told.'),
)
export const suspendCredential = defineEndpoint(
  change('suspend', 'Suspend a credential for a while, if it was issued with a place in a list of suspensions.', 'suspension_impossible'),
)
export const reinstateCredential = defineEndpoint(change('reinstate', 'End a suspension.'))

const Key = Type.Object({
  id: Type.String(),
  didKey: Type.String(),
  algorithm: Algorithm,
  createdAt: Type.String(),
  retiredAt: Type.Union([Type.String(), Type.Null()]),
})

export const listIssuingKeys = defineEndpoint({
  id: 'listIssuingKeys',
  method: 'GET',
  path: '/api/admin/issuing-keys',
  tag: 'Operator',
  summary: 'The signing keys of this server, those in use first.',
  audience: 'admin',
  success: 200,
  response: Type.Object({ did: Type.String(), keys: Type.Array(Key) }),
  problems: [],
})

export const rotateIssuingKey = defineEndpoint({
  id: 'rotateIssuingKey',
  method: 'POST',
  path: '/api/admin/issuing-keys/rotate',
  tag: 'Operator',
  summary: 'A new signing key; the old one stays published, so that what it signed keeps verifying.',
  audience: 'admin',
  body: Type.Object({ algorithm: Algorithm }, { additionalProperties: false }),
  success: 200,
  response: Type.Object({ did: Type.String(), keys: Type.Array(Key) }),
  problems: [],
})
