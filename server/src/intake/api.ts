import { Type } from 'typebox'
import { defineEndpoint } from '../core/endpoint.ts'
import { Check, oneOf, Section, SkillCategory, SkillLevel, Verdict } from '../core/words.ts'

export * from './find/api.ts'
export * from './notices/api.ts'
export * from './pulls/api.ts'

const Warning = Type.Object({
  code: Type.String(),
  message: Type.String(),
  pointer: Type.Optional(Type.String({ description: 'JSON Pointer into the request.' })),
})

const Part = Type.Object({ pointer: Type.String(), id: Type.Union([Type.String(), Type.Null()]), verdict: Verdict, section: Section })

export const UploadResult = Type.Object({
  index: Type.Integer({ description: 'Position in `credentials`, from 0.' }),
  pointer: Type.String({ description: 'JSON Pointer into the request.' }),
  id: Type.Union([Type.String(), Type.Null()], { description: 'Assertion id as sent.' }),
  status: oneOf(['held', 'updated', 'unchanged', 'rejected', 'withheld']),
  verdict: Type.Union([Verdict, Type.Null()]),
  section: Type.Union([Section, Type.Null()]),
  contains: Type.Optional(Type.Array(Part, { description: 'What a CLR bundles.' })),
  reason: Type.Optional(Type.String()),
  warnings: Type.Optional(Type.Array(Warning)),
})

const UploadAnswer = Type.Object({
  redirect_url: Type.String({ description: 'Send the browser of the person there.' }),
  identifier_token: Type.String(),
  expires_at: Type.String(),
  results: Type.Array(UploadResult),
  warnings: Type.Array(Warning),
})

const uploadProblems = [
  'json_malformed',
  'json_too_deep',
  'json_duplicate_key',
  'json_forbidden_key',
  'json_forbidden_character',
  'body_not_an_object',
  'nothing_to_read',
  'recipient_token_invalid',
  'token_missing',
  'token_invalid',
  'scope_missing',
  'method_not_allowed',
  'idempotency_conflict',
  'too_many_elements',
  'body_too_large',
  'media_type_unsupported',
  'encoding_unsupported',
  'rate_limited',
  'server_busy',
] as const

const upload = (id: string, path: `/${string}`, summary: string) =>
  ({
    id,
    method: 'POST',
    path,
    tag: 'CredentialConnect',
    summary,
    audience: 'partner',
    scope: 'replace',
    reads: 'bytes',
    body: Type.Unsafe<Record<string, unknown>>({
      type: 'object',
      additionalProperties: true,
      description:
        'An envelope `{recipienttoken?, recipient?, credentials: []}` or `{credential}`, a bare OB3 or CLR2 credential, or a Verifiable Presentation.',
    }),
    success: 200,
    response: UploadAnswer,
    problems: uploadProblems,
  }) as const

export const uploadCredentials = defineEndpoint(
  upload('uploadCredentials', '/api/v1/credentials', 'Push credentials and skills for one person.'),
)
export const uploadClr = defineEndpoint(upload('uploadClr', '/api/v1/clr', 'Push a bare CLR 2.0 credential.'))
export const uploadPresentation = defineEndpoint(
  upload('uploadPresentation', '/api/v1/verifiablepresentation', 'Push a bare Verifiable Presentation.'),
)

export const listCredentials = defineEndpoint({
  id: 'listCredentials',
  method: 'GET',
  path: '/api/v1/credentials',
  tag: 'CredentialConnect',
  summary: 'List what this partner has sent (GetOpenBadgeCredentialsResponse).',
  audience: 'partner',
  scope: 'readonly',
  query: Type.Object({
    limit: Type.Optional(Type.String({ description: 'Default 50, at most 200.' })),
    offset: Type.Optional(Type.String()),
    since: Type.Optional(Type.String({ description: 'ISO 8601 date-time: only what was stored or changed since.' })),
  }),
  success: 200,
  response: Type.Object({ credential: Type.Array(Type.Any()), compactJwsString: Type.Array(Type.String()) }),
  problems: ['query_invalid', 'token_missing', 'token_invalid', 'scope_missing', 'rate_limited'],
})

const CredentialId = Type.Object({ id: Type.String({ description: 'Assertion id, percent-encoded.' }) })

export const getCredential = defineEndpoint({
  id: 'getCredential',
  method: 'GET',
  path: '/api/v1/credentials/:id',
  tag: 'CredentialConnect',
  summary: 'One credential this partner has sent, with its state and checks.',
  audience: 'partner',
  scope: 'readonly',
  params: CredentialId,
  success: 200,
  response: Type.Object({
    credential: Type.Optional(Type.Any()),
    compactJwsString: Type.Optional(Type.String()),
    status: oneOf(['held', 'claimed', 'withdrawn']),
    verdict: Verdict,
    checks: Type.Array(Check),
    receivedAt: Type.String(),
    updatedAt: Type.String(),
  }),
  problems: ['token_missing', 'token_invalid', 'scope_missing', 'credential_not_found', 'rate_limited'],
})

export const withdrawCredential = defineEndpoint({
  id: 'withdrawCredential',
  method: 'DELETE',
  path: '/api/v1/credentials/:id',
  tag: 'CredentialConnect',
  summary: 'Withdraw a credential; resumes show it as withdrawn by the issuer.',
  audience: 'partner',
  scope: 'delete',
  params: CredentialId,
  success: 204,
  response: Type.Null(),
  problems: ['token_missing', 'token_invalid', 'scope_missing', 'credential_not_found', 'rate_limited'],
})

/** One thing that waits: a credential, or one skill of a carrier. */
export const HeldItem = Type.Object({
  id: Type.String({ description: 'Send it in `include`.' }),
  kind: Type.Union([Type.Literal('credential'), Type.Literal('skill')]),
  assertionId: Type.Union([Type.String(), Type.Null()]),
  title: Type.String(),
  description: Type.String(),
  issuer: Type.String({ description: 'Name as the credential states it, or its id.' }),
  date: Type.String({ description: 'As sent: a date or words such as "Spring 2023".' }),
  section: Section,
  level: Type.Union([SkillLevel, Type.Null()]),
  category: Type.Union([SkillCategory, Type.Null()]),
  verdict: Verdict,
  checks: Type.Array(Check),
  available: Type.Boolean({ description: 'False when somebody else owns this credential.' }),
})

const ClaimPartner = Type.Object({ name: Type.String(), slug: Type.String(), logo: Type.Union([Type.String(), Type.Null()]) })
const Landing = Type.Object({
  title: Type.String(),
  text: Type.String(),
  marketplace: Type.String(),
  background: Type.String(),
  accent: Type.String(),
  logo: Type.Optional(Type.Union([Type.String(), Type.Null()], { description: 'Of the landing page; where null, the partner’s.' })),
})

export const Claim = Type.Object({
  state: oneOf(['waiting', 'claimed', 'expired']),
  partner: ClaimPartner,
  landing: Type.Union([Landing, Type.Null()]),
  credentials: Type.Integer({ description: 'How many credentials wait.' }),
  skills: Type.Integer({ description: 'How many skills wait.' }),
  expiresAt: Type.String(),
  items: Type.Optional(Type.Array(HeldItem, { description: 'Only when signed in.' })),
  prefill: Type.Optional(
    Type.Object(
      { givenName: Type.String(), familyName: Type.String(), email: Type.String(), phone: Type.String() },
      { description: 'Only when signed in.' },
    ),
  ),
  recipientCheck: Type.Optional(
    Type.Object({ required: Type.Boolean(), sentTo: Type.String({ description: 'Masked address a code must be entered from.' }) }),
  ),
})

const ClaimToken = Type.Object({ identifierToken: Type.String({ maxLength: 200 }) })

export const getClaim = defineEndpoint({
  id: 'getClaim',
  method: 'GET',
  path: '/api/claims/:identifierToken',
  tag: 'Claim',
  summary: 'What waits behind a claim link. Never consumes the link; nothing personal before sign-in.',
  audience: 'anyone',
  params: ClaimToken,
  success: 200,
  response: Claim,
  problems: ['claim_not_found', 'claim_gone', 'pull_elsewhere', 'pull_empty'],
})

export const sendRecipientCode = defineEndpoint({
  id: 'sendRecipientCode',
  method: 'POST',
  path: '/api/claims/:identifierToken/recipient-code',
  tag: 'Claim',
  summary: 'Mail a code to the address the partner named, to prove that it is yours.',
  audience: 'person',
  params: ClaimToken,
  success: 202,
  response: Type.Object({ sentTo: Type.String(), expiresInSeconds: Type.Integer() }),
  problems: ['claim_not_found', 'claim_gone', 'not_signed_in', 'rate_limited'],
})

export const proveRecipient = defineEndpoint({
  id: 'proveRecipient',
  method: 'POST',
  path: '/api/claims/:identifierToken/recipient-code/verify',
  tag: 'Claim',
  summary: 'Enter that code; answers with what waits.',
  audience: 'person',
  params: ClaimToken,
  body: Type.Object({ code: Type.String({ minLength: 1, maxLength: 20 }) }, { additionalProperties: false }),
  success: 200,
  response: Claim,
  problems: ['claim_not_found', 'claim_gone', 'code_wrong', 'code_expired', 'not_signed_in', 'rate_limited'],
})

export const claimEnvelope = defineEndpoint({
  id: 'claimEnvelope',
  method: 'POST',
  path: '/api/claims/:identifierToken',
  tag: 'Claim',
  summary: 'Take what waits. Without `include`, everything.',
  audience: 'person',
  params: ClaimToken,
  body: Type.Optional(
    Type.Object(
      {
        include: Type.Optional(Type.Array(Type.String(), { maxItems: 20000, description: 'Ids of items (or assertion ids).' })),
        recipientCode: Type.Optional(Type.String({ maxLength: 20, description: 'Code mailed to the address the partner named.' })),
      },
      { additionalProperties: false },
    ),
  ),
  success: 200,
  response: Type.Object({
    added: Type.Integer({ description: 'Now on the resume.' }),
    left: Type.Integer({ description: 'Not chosen; they wait under "new credentials".' }),
    withheld: Type.Integer({ description: 'Owned by somebody else.' }),
  }),
  problems: [
    'claim_not_found',
    'claim_gone',
    'claim_lost',
    'pull_elsewhere',
    'recipient_code_required',
    'recipient_code_wrong',
    'item_unknown',
    'not_signed_in',
  ],
})

export const getInbox = defineEndpoint({
  id: 'getInbox',
  method: 'GET',
  path: '/api/me/inbox',
  tag: 'Claim',
  summary: 'New credentials that wait for this person.',
  audience: 'person',
  success: 200,
  response: Type.Object({
    items: Type.Array(Type.Intersect([HeldItem, Type.Object({ partner: Type.String(), receivedAt: Type.String() })])),
  }),
  problems: ['not_signed_in'],
})

export const answerInbox = defineEndpoint({
  id: 'answerInbox',
  method: 'POST',
  path: '/api/me/inbox',
  tag: 'Claim',
  summary: 'Add new credentials to the resume, or discard them.',
  audience: 'person',
  body: Type.Object(
    {
      include: Type.Optional(Type.Array(Type.String(), { maxItems: 20000 })),
      discard: Type.Optional(Type.Array(Type.String(), { maxItems: 20000 })),
    },
    { additionalProperties: false },
  ),
  success: 200,
  response: Type.Object({ added: Type.Integer(), discarded: Type.Integer(), withheld: Type.Integer() }),
  problems: ['item_unknown', 'not_signed_in'],
})
