import { Type } from 'typebox'
import { defineEndpoint } from '../core/endpoint.ts'
import { oneOf } from '../core/words.ts'

const Detail = Type.Unsafe<Record<string, unknown>>({ type: 'object', additionalProperties: true })

const Entry = Type.Object({
  seq: Type.Integer(),
  at: Type.String(),
  by: Type.String({ description: 'token, link, session with the start of its fingerprint, partner with its id, or server.' }),
  action: Type.String({ description: 'The id of the operation in this document.' }),
  target: Type.Object({ kind: Type.String(), id: Type.String(), name: Type.String() }),
  detail: Detail,
  previousHash: Type.String(),
  hash: Type.String(),
  signature: Type.String({ description: 'Ed25519 over `laurel-audit-entry-1 HASH`, base64url.' }),
})

const Head = Type.Object({ seq: Type.Integer(), hash: Type.String(), at: Type.String(), signature: Type.String() })

export const listAudit = defineEndpoint({
  id: 'listAudit',
  method: 'GET',
  path: '/api/admin/audit',
  tag: 'Operator',
  summary: 'What the operator changed, newest first; `format=csv` for a spreadsheet.',
  audience: 'admin',
  query: Type.Object({
    search: Type.Optional(Type.String({ maxLength: 200, description: 'Words that all must occur.' })),
    action: Type.Optional(Type.String({ maxLength: 100 })),
    limit: Type.Optional(Type.String({ pattern: '^[0-9]{1,5}$', description: 'Default 50, at most 200; of CSV 10,000.' })),
    offset: Type.Optional(Type.String({ pattern: '^[0-9]{1,9}$' })),
    format: Type.Optional(oneOf(['json', 'csv'] as const)),
  }),
  success: 200,
  response: Type.Object({ entries: Type.Array(Entry), total: Type.Integer() }),
  produces: ['application/json', 'text/csv'],
  problems: ['request_invalid'],
})

export const verifyAudit = defineEndpoint({
  id: 'verifyAudit',
  method: 'GET',
  path: '/api/admin/audit/verify',
  tag: 'Operator',
  summary: 'Check the whole audit log: every hash, link and signature, and the signed head.',
  description:
    'Each entry holds the hash of the one before it; each hash, and the head, is signed with a key derived from LAUREL_SECRET. Keep a head elsewhere and send it as `keptSeq` and `keptHash`: then even a log that was cut off together with its head is noticed.',
  audience: 'admin',
  query: Type.Object({
    keptSeq: Type.Optional(Type.String({ pattern: '^[0-9]{1,15}$' })),
    keptHash: Type.Optional(Type.String({ pattern: '^[0-9a-f]{64}$' })),
  }),
  success: 200,
  response: Type.Object({
    ok: Type.Boolean(),
    entries: Type.Integer(),
    head: Type.Union([Head, Type.Null()]),
    publicKey: Type.String({ description: 'Ed25519, 32 bytes, base64url.' }),
    findings: Type.Array(
      Type.Object({
        seq: Type.Integer({ description: '0 for the head.' }),
        fault: oneOf(['altered', 'moved', 'missing', 'inserted', 'truncated', 'added', 'restarted', 'head'] as const),
        because: Type.String(),
      }),
    ),
  }),
  problems: ['request_invalid'],
})
