import { Type } from 'typebox'
import { defineEndpoint } from '../core/endpoint.ts'
import { Section } from '../core/words.ts'
import { LandingFields, Logo, ShownLanding } from './shapes.ts'

export * from './issuers/api.ts'
export * from './logos/api.ts'
export * from './platforms/api.ts'

export const Scope = Type.Union([Type.Literal('delete'), Type.Literal('readonly'), Type.Literal('replace')])

export const issueToken = defineEndpoint({
  id: 'issueToken',
  method: 'POST',
  path: '/api/v1/token',
  tag: 'CredentialConnect',
  summary: 'Get an access token (OAuth 2.0 client credentials).',
  description:
    'HTTP Basic `ClientID:AccessKey`, or `client_id` and `client_secret` in the body. The token lives 60 minutes from its last use, at most 12 hours.',
  audience: 'anyone',
  reads: 'form',
  body: Type.Unsafe<Record<string, unknown>>({
    type: 'object',
    properties: {
      grant_type: { type: 'string', enum: ['client_credentials'] },
      scope: { type: 'string', examples: ['delete readonly replace'] },
      client_id: { type: 'string' },
      client_secret: { type: 'string' },
    },
  }),
  success: 200,
  response: Type.Object({
    access_token: Type.String(),
    token_type: Type.Literal('Bearer'),
    expires_in: Type.Integer({ description: 'Seconds.' }),
    scope: Type.String(),
  }),
  problems: ['invalid_request', 'invalid_client', 'unsupported_grant_type', 'invalid_scope', 'rate_limited'],
})

const HttpUrl = Type.String({ maxLength: 2000, pattern: '^https?://' })

export const Landing = Type.Object(LandingFields, { additionalProperties: false })

/** What can be set of a partner, by the operator or on its own pages. */
export const partnerSettings = {
  scopes: Type.Optional(Type.Array(Scope, { uniqueItems: true, description: 'Default: all three.' })),
  issuerIds: Type.Optional(Type.Array(Type.String({ maxLength: 2000, pattern: '\\S' }), { maxItems: 1000 })),
  importUrl: Type.Optional(Type.Union([HttpUrl, Type.Null()])),
  logo: Type.Optional(Logo),
  landing: Type.Optional(Type.Union([Landing, Type.Null()])),
  typeOverrides: Type.Optional(Type.Record(Type.String({ maxLength: 500 }), Section)),
  matchUpdatesBy: Type.Optional(
    Type.Union([Type.Literal('assertion'), Type.Literal('recipient-and-achievement')], {
      description: 'How an upload finds what it updates.',
    }),
  ),
  claimEmailCheck: Type.Optional(Type.Boolean({ description: 'Ask for a code from the recipient address when it is not the account’s.' })),
  findMyResume: Type.Optional(Type.Boolean()),
}

const Partner = Type.Object({
  id: Type.String(),
  name: Type.String(),
  slug: Type.String(),
  mode: Type.Union([Type.Literal('test'), Type.Literal('live')]),
  clientId: Type.String(),
  scopes: Type.Array(Scope),
  issuerIds: Type.Array(Type.String()),
  importUrl: Type.Union([Type.String(), Type.Null()]),
  logo: Type.Union([Type.String(), Type.Null()]),
  logoImage: Type.Union([Type.String(), Type.Null()], { description: 'The picture people see; null when the address gave none.' }),
  landing: Type.Union([Landing, Type.Null()]),
  typeOverrides: Type.Record(Type.String(), Section),
  matchUpdatesBy: Type.String(),
  claimEmailCheck: Type.Boolean(),
  findMyResume: Type.Boolean(),
  createdAt: Type.String(),
})

export const getPartnerPage = defineEndpoint({
  id: 'getPartnerPage',
  method: 'GET',
  path: '/api/partners/:slug',
  tag: 'Claim',
  summary: 'What a partner shows to people: name, logo and landing page.',
  audience: 'anyone',
  params: Type.Object({ slug: Type.String({ maxLength: 200, description: 'Its short name, or its name.' }) }),
  success: 200,
  response: Type.Object({
    name: Type.String(),
    slug: Type.String(),
    logo: Type.Union([Type.String(), Type.Null()]),
    landing: Type.Union([ShownLanding, Type.Null()]),
    findMyResume: Type.Boolean(),
  }),
  problems: ['partner_not_found', 'rate_limited'],
})

export const listImportPartners = defineEndpoint({
  id: 'listImportPartners',
  method: 'GET',
  path: '/api/partners',
  tag: 'Import',
  summary: 'Partners a person can import from, by name.',
  audience: 'anyone',
  success: 200,
  response: Type.Object({
    partners: Type.Array(Type.Object({ name: Type.String(), slug: Type.String(), logo: Type.Union([Type.String(), Type.Null()]) })),
  }),
  problems: ['rate_limited'],
})

/** Of the operator's alone: a partner cannot make itself live. */
const mode = Type.Optional(
  Type.Union([Type.Literal('test'), Type.Literal('live')], { description: 'Default live. A change counts for what is sent from then on.' }),
)

const PartnerId = Type.Object({ id: Type.String({ maxLength: 100 }) })
const Name = Type.String({ minLength: 1, maxLength: 200, pattern: '\\S' })
const Slug = Type.String({ minLength: 2, maxLength: 60, pattern: '^[A-Za-z0-9][A-Za-z0-9-]*$' })

export const createPartner = defineEndpoint({
  id: 'createPartner',
  method: 'POST',
  path: '/api/admin/partners',
  tag: 'Operator',
  summary: 'Create a partner. The access key is shown this once.',
  audience: 'admin',
  body: Type.Object(
    {
      name: Name,
      slug: Type.Optional(Slug),
      mode,
      ...partnerSettings,
    },
    { additionalProperties: false },
  ),
  success: 201,
  response: Type.Intersect([Partner, Type.Object({ accessKey: Type.String() })]),
  problems: ['partner_slug_taken', 'logo_unusable', 'import_url_invalid', 'request_invalid'],
})

export const listPartners = defineEndpoint({
  id: 'listPartners',
  method: 'GET',
  path: '/api/admin/partners',
  tag: 'Operator',
  summary: 'All partners.',
  audience: 'admin',
  success: 200,
  response: Type.Object({ partners: Type.Array(Partner) }),
  problems: [],
})

export const getPartner = defineEndpoint({
  id: 'getPartner',
  method: 'GET',
  path: '/api/admin/partners/:id',
  tag: 'Operator',
  summary: 'One partner.',
  audience: 'admin',
  params: PartnerId,
  success: 200,
  response: Partner,
  problems: ['partner_not_found'],
})

export const updatePartner = defineEndpoint({
  id: 'updatePartner',
  method: 'PATCH',
  path: '/api/admin/partners/:id',
  tag: 'Operator',
  summary: 'Change a partner.',
  audience: 'admin',
  params: PartnerId,
  body: Type.Object({ name: Type.Optional(Name), slug: Type.Optional(Slug), mode, ...partnerSettings }, { additionalProperties: false }),
  success: 200,
  response: Partner,
  problems: ['partner_not_found', 'partner_slug_taken', 'logo_unusable', 'import_url_invalid', 'request_invalid'],
})

export const deletePartner = defineEndpoint({
  id: 'deletePartner',
  method: 'DELETE',
  path: '/api/admin/partners/:id',
  tag: 'Operator',
  summary: 'End a partner: its key and tokens stop at once. What people have claimed stays theirs.',
  audience: 'admin',
  params: PartnerId,
  success: 204,
  response: Type.Null(),
  problems: ['partner_not_found'],
})

export const rotateKey = defineEndpoint({
  id: 'rotatePartnerKey',
  method: 'POST',
  path: '/api/admin/partners/:id/rotate-key',
  tag: 'Operator',
  summary: 'New access key; the old one and its tokens end at once, or after `graceHours`.',
  audience: 'admin',
  params: PartnerId,
  body: Type.Optional(
    Type.Union([
      Type.Object({ graceHours: Type.Optional(Type.Number({ minimum: 0, maximum: 720 })) }, { additionalProperties: false }),
      Type.Null(),
    ]),
  ),
  success: 200,
  response: Type.Object({ id: Type.String(), clientId: Type.String(), accessKey: Type.String(), oldKeyEndsAt: Type.String() }),
  problems: ['partner_not_found'],
})
