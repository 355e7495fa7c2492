import { Type } from 'typebox'
import { defineEndpoint } from '../../core/endpoint.ts'

export const exportAccount = defineEndpoint({
  id: 'exportAccount',
  method: 'GET',
  path: '/api/me/export',
  tag: 'Account',
  summary: 'Everything about the person as one ZIP: data as JSON, credentials exactly as received, the resume as PDF.',
  audience: 'person',
  success: 200,
  response: Type.String({ format: 'binary' }),
  produces: 'application/zip',
  problems: ['not_signed_in', 'rate_limited'],
})

export const eraseAccount = defineEndpoint({
  id: 'eraseAccount',
  method: 'DELETE',
  path: '/api/me',
  tag: 'Account',
  summary: 'Erase the account and everything in it, 72 hours from now; share links close at once. Until then it can be undone.',
  audience: 'person',
  success: 202,
  response: Type.Object({ erasesAt: Type.String() }),
  problems: ['not_signed_in'],
})

export const keepAccount = defineEndpoint({
  id: 'keepAccount',
  method: 'POST',
  path: '/api/me/undelete',
  tag: 'Account',
  summary: 'Undo the erasure while its 72 hours run; share links open again.',
  audience: 'person',
  success: 200,
  response: Type.Object({ erasesAt: Type.Null() }),
  problems: ['not_signed_in'],
})
