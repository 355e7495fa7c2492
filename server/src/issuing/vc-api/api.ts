import { Type } from 'typebox'
import { defineEndpoint } from '../../core/endpoint.ts'

const Body = Type.Unsafe<Record<string, unknown> | undefined>({ type: 'object', additionalProperties: true })
const Answer = Type.Unsafe<Record<string, unknown>>({ type: 'object', additionalProperties: true })

const operation = (id: string, path: `/${string}`, summary: string, success: 200 | 201) =>
  ({
    id,
    method: 'POST',
    path,
    tag: 'VC API',
    summary,
    audience: 'admin',
    reads: 'unchecked',
    body: Body,
    success,
    response: Answer,
    problems: ['vc_api_invalid', 'operator_only'],
  }) as const

export const issue = defineEndpoint(operation('vcApiIssueCredential', '/credentials/issue', 'Issue a credential (VC API).', 201))
export const verify = defineEndpoint(operation('vcApiVerifyCredential', '/credentials/verify', 'Verify a credential (VC API).', 200))
export const updateStatus = defineEndpoint(
  operation('vcApiUpdateStatus', '/credentials/status', 'Set or clear the status of an issued credential (VC API).', 200),
)
export const verifyPresentation = defineEndpoint(
  operation('vcApiVerifyPresentation', '/presentations/verify', 'Verify a presentation and what it holds (VC API).', 200),
)

export const publishStatus = defineEndpoint({
  id: 'vcApiPublishStatus',
  method: 'POST',
  path: '/status/:id/publish',
  tag: 'VC API',
  summary: 'Publish a status list: changes are public at once, so there is nothing left to do.',
  audience: 'admin',
  reads: 'unchecked',
  params: Type.Object({ id: Type.String({ maxLength: 100 }) }),
  success: 204,
  response: Type.Null(),
  problems: ['status_list_not_found'],
})

export const resolveDid = defineEndpoint({
  id: 'resolveDid',
  method: 'GET',
  path: '/1.0/identifiers/:did',
  tag: 'VC API',
  summary: 'Resolve a DID, or dereference a DID URL (DID Resolution HTTP binding).',
  description: 'did:key, did:jwk, and the did:web of this server and of others.',
  audience: 'anyone',
  params: Type.Object({ did: Type.String({ maxLength: 4_000 }) }),
  query: Type.Object({ publicKeyFormat: Type.Optional(Type.String()), enableExperimentalPublicKeyTypes: Type.Optional(Type.String()) }),
  success: 200,
  response: Answer,
  produces: 'application/ld+json',
  otherStatuses: [400, 404, 500, 501],
  problems: ['rate_limited'],
})
