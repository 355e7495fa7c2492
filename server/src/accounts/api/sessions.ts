import { Type } from 'typebox'
import { defineEndpoint } from '../../core/endpoint.ts'

export const listSessions = defineEndpoint({
  id: 'listSessions',
  method: 'GET',
  path: '/api/me/sessions',
  tag: 'Account',
  summary: 'Where this person is signed in.',
  audience: 'person',
  success: 200,
  response: Type.Object({
    sessions: Type.Array(
      Type.Object({
        id: Type.String(),
        userAgent: Type.String(),
        createdAt: Type.String(),
        lastUsedAt: Type.String({ description: 'To the hour.' }),
        current: Type.Boolean(),
      }),
    ),
  }),
  problems: ['not_signed_in'],
})

export const endSession = defineEndpoint({
  id: 'endSession',
  method: 'DELETE',
  path: '/api/me/sessions/:id',
  tag: 'Account',
  summary: 'Sign out there.',
  audience: 'person',
  params: Type.Object({ id: Type.String({ maxLength: 100 }) }),
  success: 204,
  response: Type.Null(),
  problems: ['session_not_found', 'not_signed_in'],
})

export const endOtherSessions = defineEndpoint({
  id: 'endOtherSessions',
  method: 'DELETE',
  path: '/api/me/sessions',
  tag: 'Account',
  summary: 'Sign out everywhere but here.',
  audience: 'person',
  success: 204,
  response: Type.Null(),
  problems: ['not_signed_in'],
})
