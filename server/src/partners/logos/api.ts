import { Type } from 'typebox'
import { defineEndpoint } from '../../core/endpoint.ts'

export const getLogo = defineEndpoint({
  id: 'getLogo',
  method: 'GET',
  path: '/logos/:file',
  tag: 'Claim',
  summary: 'A logo as people see it: a PNG drawn anew by this server.',
  audience: 'anyone',
  params: Type.Object({ file: Type.String({ pattern: '^[0-9a-f]{64}\\.png$' }) }),
  success: 200,
  response: Type.Unsafe<Uint8Array>({ type: 'string', format: 'binary' }),
  produces: 'image/png',
  problems: ['logo_not_found'],
})
