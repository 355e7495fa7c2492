import { Type } from 'typebox'
import { defineEndpoint } from '../../core/endpoint.ts'

const Anything = Type.Unsafe<Record<string, unknown>>({ type: 'object', additionalProperties: true })

const open = (id: string, path: `/${string}`, summary: string) =>
  ({ id, method: 'GET', path, tag: 'Wallet', summary, audience: 'wallet', success: 200, response: Anything, problems: [] }) as const

export const getIssuerMetadata = defineEndpoint(
  open(
    'getCredentialIssuerMetadata',
    '/.well-known/openid-credential-issuer',
    'What this server issues to wallets. OpenID4VCI 1.0 section 12.2.',
  ),
)
export const getAuthorizationServerMetadata = defineEndpoint(
  open('getAuthorizationServerMetadata', '/.well-known/oauth-authorization-server', 'Where wallets get a token. RFC 8414.'),
)
export const getResumeContext = defineEndpoint({
  ...open('getResumeContext', '/contexts/laurel-resume-1.jsonld', 'The JSON-LD words of a resume as a credential.'),
  produces: 'application/ld+json',
})

export const getCredentialOffer = defineEndpoint({
  id: 'getCredentialOffer',
  method: 'GET',
  path: '/openid4vci/offers/:secret',
  tag: 'Wallet',
  summary: 'A credential offer, as the wallet reads it. Reading it takes nothing.',
  audience: 'wallet',
  params: Type.Object({ secret: Type.String({ maxLength: 100 }) }),
  success: 200,
  response: Anything,
  problems: ['offer_not_found', 'offer_gone', 'rate_limited'],
})

export const redeemCode = defineEndpoint({
  id: 'redeemPreAuthorizedCode',
  method: 'POST',
  path: '/openid4vci/token',
  tag: 'Wallet',
  summary: 'Exchange the pre-authorized code and the transaction code for an access token.',
  description: 'A code works once; its transaction code has 5 tries.',
  audience: 'wallet',
  reads: 'form',
  body: Type.Object({
    grant_type: Type.Literal('urn:ietf:params:oauth:grant-type:pre-authorized_code'),
    'pre-authorized_code': Type.String(),
    tx_code: Type.String(),
  }),
  success: 200,
  response: Type.Object({ access_token: Type.String(), token_type: Type.Literal('Bearer'), expires_in: Type.Integer() }),
  problems: ['invalid_request', 'invalid_grant', 'unsupported_grant_type'],
})

export const issueNonce = defineEndpoint({
  id: 'issueCredentialNonce',
  method: 'POST',
  path: '/openid4vci/nonce',
  tag: 'Wallet',
  summary: 'A nonce for one key proof; lives 5 minutes.',
  audience: 'wallet',
  reads: 'unchecked',
  success: 200,
  response: Type.Object({ c_nonce: Type.String() }),
  problems: ['rate_limited'],
})

export const deliverCredential = defineEndpoint({
  id: 'deliverCredential',
  method: 'POST',
  path: '/openid4vci/credential',
  tag: 'Wallet',
  summary: 'The credential, bound to the key whose proof comes along. Send the access token as Bearer.',
  audience: 'wallet',
  body: Type.Object({
    credential_configuration_id: Type.Optional(Type.String({ maxLength: 200 })),
    credential_identifier: Type.Optional(Type.String({ maxLength: 200 })),
    proofs: Type.Optional(Type.Unknown({ description: '`{"jwt": ["…"]}`, one proof.' })),
    credential_response_encryption: Type.Optional(Type.Unknown()),
  }),
  success: 200,
  response: Type.Object({ credentials: Type.Array(Type.Object({ credential: Type.Unknown() })) }),
  problems: [
    'invalid_token',
    'invalid_credential_request',
    'unknown_credential_configuration',
    'unknown_credential_identifier',
    'invalid_proof',
    'invalid_nonce',
    'invalid_encryption_parameters',
    'credential_request_denied',
  ],
})
