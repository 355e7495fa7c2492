import { Type } from 'typebox'
import { defineEndpoint } from '../../core/endpoint.ts'

export const startPull = defineEndpoint({
  id: 'startPull',
  method: 'POST',
  path: '/api/me/pulls',
  tag: 'Import',
  summary: 'Start an import from a partner: send the browser to `url`.',
  description:
    'The address is the partner’s own with `recipientToken` and `redirectURL` appended. The token takes one upload within 60 minutes, for this person and this partner; what it brings is shown to this browser session only.',
  audience: 'person',
  body: Type.Object(
    { partner: Type.String({ minLength: 1, maxLength: 200, description: 'Short name or id.' }) },
    { additionalProperties: false },
  ),
  success: 200,
  response: Type.Object({ url: Type.String() }),
  problems: ['partner_not_found', 'not_signed_in', 'rate_limited'],
})

export const refusePull = defineEndpoint({
  id: 'refusePull',
  method: 'POST',
  path: '/api/claims/:identifierToken/elsewhere',
  tag: 'Import',
  summary: 'An import came back to a browser that did not start it: end it, so that nobody sees what it brought.',
  description: 'Does nothing for the browser that started it. The answer is always the same.',
  audience: 'anyone',
  params: Type.Object({ identifierToken: Type.String({ maxLength: 200 }) }),
  success: 204,
  response: Type.Null(),
  problems: ['rate_limited'],
})
