import { Type } from 'typebox'
import { defineEndpoint } from '../core/endpoint.ts'

const person = { tag: 'Sharing', audience: 'person' } as const

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
