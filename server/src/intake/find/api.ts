import { Type } from 'typebox'
import { defineEndpoint } from '../../core/endpoint.ts'

const Name = Type.String({ minLength: 1, maxLength: 200, pattern: '\\S' })

export const findResume = defineEndpoint({
  id: 'findResume',
  method: 'POST',
  path: '/api/find/:partner',
  tag: 'Claim',
  summary: 'Ask whether a partner has sent something for you. The answer is the same whether or not anything is held.',
  description: 'If something is held, a link to it goes to the address the partner named, never to the one sent here.',
  audience: 'anyone',
  params: Type.Object({ partner: Type.String({ maxLength: 200, description: 'Short name of the partner.' }) }),
  body: Type.Object(
    {
      firstName: Name,
      lastName: Name,
      email: Type.Optional(Type.String({ maxLength: 254 })),
      studentId: Type.Optional(Type.String({ maxLength: 200 })),
    },
    { additionalProperties: false },
  ),
  success: 202,
  response: Type.Object({ message: Type.String() }),
  problems: ['partner_not_found', 'find_incomplete', 'email_invalid', 'rate_limited'],
})
