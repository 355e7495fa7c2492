import { Type } from 'typebox'
import { defineEndpoint } from '../../core/endpoint.ts'

export const listConnections = defineEndpoint({
  id: 'listConnections',
  method: 'GET',
  path: '/api/me/partners',
  tag: 'Account',
  summary: 'Partners whose uploads reach this person by themselves.',
  audience: 'person',
  success: 200,
  response: Type.Object({
    partners: Type.Array(
      Type.Object({
        id: Type.String(),
        name: Type.String(),
        recipientIds: Type.Array(Type.String(), { description: 'What the partner calls this person.' }),
        since: Type.String(),
      }),
    ),
  }),
  problems: ['not_signed_in'],
})

export const endConnection = defineEndpoint({
  id: 'endConnection',
  method: 'DELETE',
  path: '/api/me/partners/:id',
  tag: 'Account',
  summary: 'Later uploads of this partner are no longer linked to this person. What was added stays.',
  audience: 'person',
  params: Type.Object({ id: Type.String({ maxLength: 100 }) }),
  success: 204,
  response: Type.Null(),
  problems: ['connection_not_found', 'not_signed_in'],
})
