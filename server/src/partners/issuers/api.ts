import { Type } from 'typebox'
import { defineEndpoint } from '../../core/endpoint.ts'
import { LandingFields, Logo } from '../shapes.ts'

const IssuerId = Type.String({
  minLength: 1,
  maxLength: 2_000,
  pattern: '^[^\\s\\u0000-\\u001f]([^\\u0000-\\u001f]*[^\\s\\u0000-\\u001f])?$',
})
const Key = Type.Unsafe<string | Record<string, unknown>>({
  anyOf: [
    { type: 'string', minLength: 1, maxLength: 2_000 },
    { type: 'object', additionalProperties: true },
  ],
  description: 'A Multikey text (z…) or a JWK.',
})
const Landing = Type.Object({ ...LandingFields, logo: Type.Optional(Logo) }, { additionalProperties: false })
const facts = {
  name: Type.String({
    minLength: 1,
    maxLength: 200,
    pattern: '\\S',
    description: 'Who this is; shown as its name, whatever a credential says.',
  }),
  domain: Type.Optional(Type.Union([Type.String({ maxLength: 253, pattern: '^[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?$' }), Type.Null()])),
  keys: Type.Optional(Type.Array(Key, { maxItems: 20, description: 'Pins keys for an id that publishes none.' })),
  landing: Type.Optional(Type.Union([Landing, Type.Null()], { description: 'What the claim page of its credentials shows.' })),
}
/** What GET says besides the facts may be sent back with them, so that the registry can be read, changed and put. */
const told = { description: 'As GET tells it; nothing is set by it.' }
const factsAndTold = { ...facts, logoImage: Type.Optional(Type.Unknown(told)), updatedAt: Type.Optional(Type.Unknown(told)) }
const NewIssuer = Type.Object({ id: IssuerId, ...factsAndTold }, { additionalProperties: false })
const IssuerFacts = Type.Object(factsAndTold, { additionalProperties: false })

const Issuer = Type.Object({
  id: Type.String(),
  name: Type.String(),
  domain: Type.Union([Type.String(), Type.Null()]),
  keys: Type.Array(Key),
  landing: Type.Union([Landing, Type.Null()]),
  logoImage: Type.Union([Type.String(), Type.Null()], { description: 'The picture people see.' }),
  updatedAt: Type.String(),
})

const refusals = ['issuer_listed_twice', 'issuer_key_unreadable', 'logo_unusable', 'request_invalid'] as const

export const listIssuers = defineEndpoint({
  id: 'listIssuers',
  method: 'GET',
  path: '/api/admin/issuers',
  tag: 'Operator',
  summary: 'The issuer registry: whose names this server vouches for, and where their credentials lead.',
  audience: 'admin',
  query: Type.Object({
    search: Type.Optional(Type.String({ maxLength: 200, description: 'Words that all must occur in id, name or domain.' })),
    limit: Type.Optional(Type.String({ pattern: '^[0-9]{1,4}$', description: 'Default and at most 5,000.' })),
    offset: Type.Optional(Type.String({ pattern: '^[0-9]{1,9}$' })),
  }),
  success: 200,
  response: Type.Object({ issuers: Type.Array(Issuer), total: Type.Integer() }),
  problems: ['request_invalid'],
})

export const putIssuers = defineEndpoint({
  id: 'putIssuers',
  method: 'PUT',
  path: '/api/admin/issuers',
  tag: 'Operator',
  summary: 'Replace the whole registry. What its issuers signed is checked again.',
  audience: 'admin',
  body: Type.Object(
    {
      issuers: Type.Union([Type.Array(NewIssuer, { maxItems: 5_000 }), Type.Record(IssuerId, IssuerFacts)], {
        description: 'A list, or an object from issuer id to the rest.',
      }),
      total: Type.Optional(Type.Unknown(told)),
    },
    { additionalProperties: false },
  ),
  success: 200,
  response: Type.Object({
    issuers: Type.Array(Issuer),
    total: Type.Integer(),
    added: Type.Integer(),
    changed: Type.Integer(),
    removed: Type.Integer(),
  }),
  problems: refusals,
})

const OneIssuer = Type.Object({ id: Type.String({ minLength: 1, maxLength: 2_000, description: 'Issuer id, percent-encoded.' }) })

export const putIssuer = defineEndpoint({
  id: 'putIssuer',
  method: 'PUT',
  path: '/api/admin/issuers/:id',
  tag: 'Operator',
  summary: 'Add one issuer, or change it. What it signed is checked again.',
  audience: 'admin',
  params: OneIssuer,
  body: IssuerFacts,
  success: 200,
  response: Issuer,
  problems: refusals,
})

export const deleteIssuer = defineEndpoint({
  id: 'deleteIssuer',
  method: 'DELETE',
  path: '/api/admin/issuers/:id',
  tag: 'Operator',
  summary: 'Take an issuer out of the registry. What it signed is checked again.',
  audience: 'admin',
  params: OneIssuer,
  success: 204,
  response: Type.Null(),
  problems: ['issuer_not_found'],
})
