import type { FastifyInstance } from 'fastify'
import { csvOf } from '../core/csv.ts'
import type { Db } from '../platform/db/client.ts'
import { AsFile, register } from '../platform/http/register.ts'
import * as api from './api.ts'
import type { AuditLog } from './audit-log.ts'
import { listAudit } from './list-audit.ts'
import { verifyAuditLog } from './verify-audit.ts'

const MOST_ROWS = 200
const MOST_LINES = 10_000
const COLUMNS = ['seq', 'at', 'by', 'action', 'kind', 'id', 'name', 'detail', 'hash'] as const

/** The operator reads and checks what the operator changed. */
export function auditRoutes(app: FastifyInstance, { db, audit }: { db: Db; audit: AuditLog }): void {
  register(app, api.listAudit, async ({ query: { limit, offset, format, ...search } }) => {
    const asCsv = format === 'csv'
    const most = Math.min(Number(limit ?? (asCsv ? MOST_LINES : 50)), asCsv ? MOST_LINES : MOST_ROWS)
    const page = await listAudit(db, { ...search, limit: most, offset: Number(offset ?? 0) })
    if (!asCsv) return page
    const rows = page.entries.map(({ target, ...entry }) => ({ ...entry, ...target }))
    return new AsFile(csvOf(COLUMNS, rows), 'text/csv; charset=utf-8')
  })
  register(app, api.verifyAudit, async ({ query: { keptSeq, keptHash } }) =>
    verifyAuditLog({ db, key: audit.key }, keptSeq && keptHash ? { seq: Number(keptSeq), hash: keptHash } : undefined),
  )
}
