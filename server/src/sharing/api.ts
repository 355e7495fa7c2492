import { type Static, Type } from 'typebox'
import { defineEndpoint } from '../core/endpoint.ts'
import { Place } from '../resume/api.ts'

const person = { tag: 'Sharing', audience: 'person' } as const
const NullOr = <T extends Parameters<typeof Type.Union>[0][number]>(schema: T) => Type.Union([schema, Type.Null()])

export const Share = Type.Object({
  id: Type.String(),
  slug: Type.String(),
  url: Type.String(),
  label: Type.String({ description: 'For the person only.' }),
  state: Type.Unsafe<'open' | 'expired' | 'revoked'>({ type: 'string', enum: ['open', 'expired', 'revoked'] }),
  sections: NullOr(Type.Array(Place)),
  expiresAt: NullOr(Type.String()),
  hasPasscode: Type.Boolean(),
  emails: Type.Array(Type.String()),
  downloadAllowed: Type.Boolean(),
  hideRaw: Type.Boolean(),
  isPublic: Type.Boolean(),
  views: Type.Integer({ description: 'How often others opened it.' }),
  lastViewedAt: NullOr(Type.String()),
  createdAt: Type.String(),
})
export type Share = Static<typeof Share>

const settings = {
  slug: Type.Optional(Type.String({ maxLength: 60, description: 'A chosen name; left out: 128 random bits.' })),
  label: Type.Optional(Type.String({ maxLength: 100 })),
  sections: Type.Optional(
    NullOr(
      Type.Array(Place, { uniqueItems: true, minItems: 1, description: 'What is shown; null for everything, also what comes later.' }),
    ),
  ),
  expiresAt: Type.Optional(NullOr(Type.String({ maxLength: 40, description: 'ISO 8601; in the future. null for no end.' }))),
  passcode: Type.Optional(NullOr(Type.String({ maxLength: 200, description: 'At least 6 characters; kept as a hash. null for none.' }))),
  emails: Type.Optional(
    Type.Array(Type.String({ maxLength: 254 }), {
      maxItems: 50,
      description: 'Only viewers who prove one of these mailboxes; empty for everybody.',
    }),
  ),
  downloadAllowed: Type.Optional(Type.Boolean({ description: 'Viewers may take the PDF along. Default true.' })),
  hideRaw: Type.Optional(Type.Boolean({ description: 'Viewers do not get the documents as received. Default false.' })),
  isPublic: Type.Optional(Type.Boolean({ description: 'Search engines may find it; it carries JSON-LD and Open Graph. Default false.' })),
}

export const listShares = defineEndpoint({
  ...person,
  id: 'listShares',
  method: 'GET',
  path: '/api/me/shares',
  summary: 'The links to the resume, newest first, without revoked ones.',
  success: 200,
  response: Type.Object({ shares: Type.Array(Share) }),
  problems: ['not_signed_in'],
})

const REFUSALS = [
  'slug_taken',
  'slug_not_allowed',
  'expiry_is_past',
  'passcode_too_short',
  'email_unreadable',
  'public_share_is_open',
] as const

export const createShare = defineEndpoint({
  ...person,
  id: 'createShare',
  method: 'POST',
  path: '/api/me/shares',
  summary: 'Share the resume by a link.',
  body: Type.Object(settings, { additionalProperties: false }),
  success: 201,
  response: Share,
  problems: [...REFUSALS, 'too_many_shares', 'not_signed_in'],
})

const ShareId = Type.Object({ id: Type.String({ maxLength: 100 }) })

export const updateShare = defineEndpoint({
  ...person,
  id: 'updateShare',
  method: 'PATCH',
  path: '/api/me/shares/:id',
  summary: 'Change a link. Only what is sent changes.',
  params: ShareId,
  body: Type.Object(
    { ...settings, revoked: Type.Optional(Type.Literal(false, { description: 'Takes back a revocation, within 10 minutes.' })) },
    { additionalProperties: false, minProperties: 1 },
  ),
  success: 200,
  response: Share,
  problems: ['share_not_found', 'share_is_revoked', ...REFUSALS, 'not_signed_in'],
})

export const revokeShare = defineEndpoint({
  ...person,
  id: 'revokeShare',
  method: 'DELETE',
  path: '/api/me/shares/:id',
  summary: 'Revoke a link at once. Its address says so from then on.',
  params: ShareId,
  success: 204,
  response: Type.Null(),
  problems: ['share_not_found', 'not_signed_in'],
})

export const getShareCode = defineEndpoint({
  ...person,
  id: 'getShareCode',
  method: 'GET',
  path: '/api/me/shares/:id/qr',
  summary: 'The address of a link as a QR code.',
  params: ShareId,
  success: 200,
  response: Type.String(),
  produces: 'image/svg+xml',
  problems: ['share_not_found', 'not_signed_in'],
})

export const previewResume = defineEndpoint({
  ...person,
  id: 'previewResume',
  method: 'GET',
  path: '/api/me/resume/preview',
  summary: 'The page others would see, as HTML; pages of this server may show it in a frame.',
  success: 200,
  response: Type.String(),
  produces: 'text/html',
  problems: ['not_signed_in'],
})
