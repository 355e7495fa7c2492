import { Type } from 'typebox'
import { defineEndpoint } from '../../core/endpoint.ts'

export const MAX_OWN_SOURCES = 50

const Id = Type.String({ minLength: 1, maxLength: 200 })

export const startOwnVerification = defineEndpoint({
  id: 'startOwnVerification',
  method: 'POST',
  path: '/api/me/verifications',
  tag: 'Resume',
  summary: 'Start having a skill of your own verified: by somebody who saw your work, or by an assessment.',
  description:
    'Opens a session under the platform of the server itself. What becomes verified is on the resume of this person at once, without a claim.',
  audience: 'person',
  body: Type.Object(
    {
      skill: Type.Object(
        {
          name: Type.Optional(Type.String({ minLength: 1, maxLength: 300, pattern: '\\S', description: 'A skill of any name.' })),
          id: Type.Optional(Type.String({ minLength: 1, maxLength: 100, description: 'Its id in the catalogue of this server.' })),
        },
        { additionalProperties: false, minProperties: 1, maxProperties: 1 },
      ),
      entryIds: Type.Optional(
        Type.Array(Id, {
          minItems: 1,
          maxItems: MAX_OWN_SOURCES,
          uniqueItems: true,
          description: 'Entries of your resume that show it. Left out: all of them are offered to choose from.',
        }),
      ),
    },
    { additionalProperties: false },
  ),
  success: 201,
  response: Type.Object({ url: Type.String({ description: 'The page of this server where it goes on; it holds the session.' }) }),
  problems: ['request_invalid', 'entry_not_found', 'NO_DATA', 'MISSING_CONTACT', 'UNKNOWN_SKILL', 'MAX_SKILLS_PER_SOURCE', 'rate_limited'],
})
