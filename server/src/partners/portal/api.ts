import { Type } from 'typebox'
import { defineEndpoint } from '../../core/endpoint.ts'
import { oneOf, Section, Verdict } from '../../core/words.ts'
import { Landing, partnerSettings, Scope } from '../api.ts'

const tag = 'Partner pages'
const signedIn = ['partner_not_signed_in', 'rate_limited'] as const
const Mode = oneOf(['test', 'live'] as const)

const { importUrl, logo, landing, findMyResume } = partnerSettings

const OwnPartner = Type.Object({
  id: Type.String(),
  name: Type.String(),
  slug: Type.String({ description: 'Landing page: /createmyresume/{slug}.' }),
  mode: Mode,
  clientId: Type.String(),
  keySince: Type.String({ description: 'When the key in use was made.' }),
  scopes: Type.Array(Scope),
  issuerIds: Type.Array(Type.String()),
  importUrl: Type.Union([Type.String(), Type.Null()]),
  logo: Type.Union([Type.String(), Type.Null()], { description: 'As it was set.' }),
  logoImage: Type.Union([Type.String(), Type.Null()], { description: 'The picture people see.' }),
  landing: Type.Union([Landing, Type.Null()]),
  findMyResume: Type.Boolean(),
})

export const signInPartner = defineEndpoint({
  id: 'signInPartner',
  method: 'POST',
  path: '/api/partner/sign-in',
  tag,
  summary: 'Open a session of 4 hours with the partner’s client id and access key.',
  audience: 'anyone',
  body: Type.Object(
    { clientId: Type.String({ minLength: 1, maxLength: 200 }), accessKey: Type.String({ minLength: 1, maxLength: 200 }) },
    { additionalProperties: false },
  ),
  success: 200,
  response: Type.Object({ signedIn: Type.Boolean() }),
  problems: ['partner_key_wrong', 'rate_limited'],
})

export const signOutPartner = defineEndpoint({
  id: 'signOutPartner',
  method: 'POST',
  path: '/api/partner/sign-out',
  tag,
  summary: 'End the session.',
  audience: 'anyone',
  success: 204,
  response: Type.Null(),
  problems: [],
})

export const getOwnPartner = defineEndpoint({
  id: 'getOwnPartner',
  method: 'GET',
  path: '/api/partner/me',
  tag,
  summary: 'The signed-in partner.',
  audience: 'partnerSession',
  success: 200,
  response: OwnPartner,
  problems: signedIn,
})

export const updateOwnPartner = defineEndpoint({
  id: 'updateOwnPartner',
  method: 'PATCH',
  path: '/api/partner/me',
  tag,
  summary: 'Change the landing page, the import address and find-my-resume.',
  audience: 'partnerSession',
  body: Type.Object({ importUrl, logo, landing, findMyResume }, { additionalProperties: false }),
  success: 200,
  response: OwnPartner,
  problems: ['request_invalid', 'logo_unusable', 'import_url_invalid', ...signedIn],
})

export const rotateOwnKey = defineEndpoint({
  id: 'rotateOwnKey',
  method: 'POST',
  path: '/api/partner/rotate-key',
  tag,
  summary: 'New access key, shown this once; the old one, its tokens and its other sessions end at once, or after `graceHours`.',
  audience: 'partnerSession',
  body: Type.Object({ graceHours: Type.Optional(Type.Number({ minimum: 0, maximum: 720 })) }, { additionalProperties: false }),
  success: 200,
  response: Type.Object({ clientId: Type.String(), accessKey: Type.String(), oldKeyEndsAt: Type.String() }),
  problems: signedIn,
})

const uploadHead = {
  id: Type.String(),
  mode: Mode,
  state: oneOf(['waiting', 'claimed', 'expired'] as const),
  createdAt: Type.String(),
  recipient: Type.Object(
    { id: Type.String(), name: Type.String(), email: Type.String(), studentId: Type.String() },
    { description: 'As this partner named it; never who claimed.' },
  ),
}

const UploadElement = Type.Object({
  index: Type.Integer(),
  pointer: Type.String({ description: 'JSON Pointer into the request.' }),
  id: Type.Union([Type.String(), Type.Null()]),
  status: oneOf(['held', 'updated', 'unchanged', 'rejected', 'withheld'] as const),
  title: Type.String(),
  verdict: Type.Union([Verdict, Type.Null()], { description: 'When it arrived.' }),
  section: Type.Union([Section, Type.Null()]),
  reason: Type.String(),
  warnings: Type.Array(Type.String()),
  now: Type.Union([Type.Object({ verdict: Verdict, state: oneOf(['held', 'claimed', 'withdrawn'] as const) }), Type.Null()]),
})

export const listOwnUploads = defineEndpoint({
  id: 'listOwnUploads',
  method: 'GET',
  path: '/api/partner/uploads',
  tag,
  summary: 'What this partner has uploaded, newest first, in both modes.',
  audience: 'partnerSession',
  query: Type.Object({
    search: Type.Optional(Type.String({ maxLength: 200, description: 'Words in the recipient, an id or a title; all must occur.' })),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 100, description: 'Default 20.' })),
    offset: Type.Optional(Type.Integer({ minimum: 0, maximum: 1_000_000 })),
  }),
  success: 200,
  response: Type.Object({
    total: Type.Integer(),
    uploads: Type.Array(
      Type.Object({
        ...uploadHead,
        titles: Type.Array(Type.String(), { description: 'Of the first three.' }),
        elements: Type.Union([Type.Integer(), Type.Null()], { description: 'How many were sent.' }),
        refused: Type.Integer({ description: 'How many of them were rejected or withheld.' }),
      }),
    ),
  }),
  problems: ['request_invalid', ...signedIn],
})

export const getOwnUpload = defineEndpoint({
  id: 'getOwnUpload',
  method: 'GET',
  path: '/api/partner/uploads/:id',
  tag,
  summary: 'One upload: the result of each element, and how it stands now.',
  audience: 'partnerSession',
  params: Type.Object({ id: Type.String({ maxLength: 100 }) }),
  success: 200,
  response: Type.Object({ ...uploadHead, elements: Type.Array(UploadElement) }),
  problems: ['upload_not_found', ...signedIn],
})

export const listOwnAlerts = defineEndpoint({
  id: 'listOwnAlerts',
  method: 'GET',
  path: '/api/partner/alerts',
  tag,
  summary: 'Achievement types of this partner that have no section yet; the operator assigns them.',
  audience: 'partnerSession',
  success: 200,
  response: Type.Object({
    alerts: Type.Array(Type.Object({ id: Type.String(), achievementType: Type.String(), count: Type.Integer(), createdAt: Type.String() })),
  }),
  problems: signedIn,
})

export const sendTestCredential = defineEndpoint({
  id: 'sendTestCredential',
  method: 'POST',
  path: '/api/partner/test-credential',
  tag,
  summary: 'Push a published sample in test mode, as this partner’s own server would.',
  audience: 'partnerSession',
  body: Type.Object({ sample: oneOf(['courses', 'skills'] as const) }, { additionalProperties: false }),
  success: 200,
  response: Type.Object({
    uploadId: Type.String(),
    redirect_url: Type.String(),
    expires_at: Type.String(),
    elements: Type.Array(UploadElement),
  }),
  problems: signedIn,
})
