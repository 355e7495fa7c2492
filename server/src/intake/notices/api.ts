import { Type } from 'typebox'
import { defineEndpoint } from '../../core/endpoint.ts'
import { oneOf } from '../../core/words.ts'

export const LOST = ['revoked', 'suspended', 'invalid'] as const

export const listNotices = defineEndpoint({
  id: 'listNotices',
  method: 'GET',
  path: '/api/me/notices',
  tag: 'Resume',
  summary: 'What happened to something on the resume: revoked, put on hold, or found to be invalid. Each is mailed once, too.',
  audience: 'person',
  success: 200,
  response: Type.Object({
    notices: Type.Array(
      Type.Object({
        id: Type.String(),
        verdict: oneOf(LOST),
        title: Type.String(),
        issuer: Type.String(),
        at: Type.String(),
      }),
    ),
  }),
  problems: ['not_signed_in'],
})

export const dismissNotice = defineEndpoint({
  id: 'dismissNotice',
  method: 'DELETE',
  path: '/api/me/notices/:id',
  tag: 'Resume',
  summary: 'Put a notice away.',
  audience: 'person',
  params: Type.Object({ id: Type.String({ maxLength: 100 }) }),
  success: 204,
  response: Type.Null(),
  problems: ['notice_not_found', 'not_signed_in'],
})
