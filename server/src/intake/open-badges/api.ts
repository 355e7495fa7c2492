import { Type } from 'typebox'
import { defineEndpoint } from '../../core/endpoint.ts'

const SCOPE = 'https://purl.imsglobal.org/spec/ob/v3p0/scope/'
const PATH = '/ims/ob/v3p0'
const Document = Type.Unsafe<Record<string, unknown>>({ type: 'object', additionalProperties: true })
const Bytes = Type.Unsafe<Record<string, unknown>>({ type: 'object', additionalProperties: true })
const tokenProblems = ['token_missing', 'token_invalid', 'scope_missing', 'rate_limited'] as const

export const getCredentials = defineEndpoint({
  id: 'openBadgesGetCredentials',
  method: 'GET',
  path: `${PATH}/credentials`,
  tag: 'Open Badges 3.0',
  summary: 'The credentials this partner has sent (GetOpenBadgeCredentialsResponse).',
  audience: 'partner',
  scope: `${SCOPE}credential.readonly`,
  query: Type.Object({
    limit: Type.Optional(Type.String()),
    offset: Type.Optional(Type.String()),
    since: Type.Optional(Type.String({ description: 'ISO 8601 date-time.' })),
  }),
  success: 200,
  response: Type.Object({ credential: Type.Array(Type.Any()), compactJwsString: Type.Array(Type.String()) }),
  problems: ['query_invalid', ...tokenProblems],
})

export const upsertCredential = defineEndpoint({
  id: 'openBadgesUpsertCredential',
  method: 'POST',
  path: `${PATH}/credentials`,
  tag: 'Open Badges 3.0',
  summary: 'Create (201) or replace (200) an AchievementCredential; the answer is the credential sent.',
  description: 'JSON, or `text/plain` with a compact JWS. The claim link comes in the `Link` header with `rel="claim"`.',
  audience: 'partner',
  scope: `${SCOPE}credential.upsert`,
  reads: 'bytes',
  body: Bytes,
  takes: ['application/json', 'text/plain'],
  success: 201,
  otherStatuses: [200],
  response: Document,
  produces: ['application/json', 'text/plain'],
  problems: ['credential_not_taken', 'body_not_an_object', 'nothing_to_read', 'json_malformed', 'body_too_large', ...tokenProblems],
})

export const getProfile = defineEndpoint({
  id: 'openBadgesGetProfile',
  method: 'GET',
  path: `${PATH}/profile`,
  tag: 'Open Badges 3.0',
  summary: 'The profile of this partner.',
  audience: 'partner',
  scope: `${SCOPE}profile.readonly`,
  success: 200,
  response: Document,
  problems: [...tokenProblems],
})

export const putProfile = defineEndpoint({
  id: 'openBadgesPutProfile',
  method: 'PUT',
  path: `${PATH}/profile`,
  tag: 'Open Badges 3.0',
  summary: 'Replace the profile of this partner.',
  audience: 'partner',
  scope: `${SCOPE}profile.update`,
  reads: 'unchecked',
  body: Document,
  success: 200,
  response: Document,
  problems: ['profile_invalid', ...tokenProblems],
})

export const getDiscovery = defineEndpoint({
  id: 'openBadgesDiscovery',
  method: 'GET',
  path: `${PATH}/discovery`,
  tag: 'Open Badges 3.0',
  summary: 'What this service offers (ServiceDescriptionDocument).',
  audience: 'anyone',
  success: 200,
  response: Document,
  problems: [],
})

export const SCOPES: Readonly<Record<string, string>> = {
  [`${SCOPE}credential.readonly`]: 'Permission to read the credentials this partner has sent.',
  [`${SCOPE}credential.upsert`]: 'Permission to create or update credentials.',
  [`${SCOPE}profile.readonly`]: 'Permission to read the profile.',
  [`${SCOPE}profile.update`]: 'Permission to update the profile.',
}
