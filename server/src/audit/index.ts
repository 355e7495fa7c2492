export { type AuditKey, createAuditKey } from './audit-key.ts'
export { type AuditLog, beginAuditLog, type Change, createAuditLog, type Recorder, recording } from './audit-log.ts'
export { differences } from './detail.ts'
export { verifyAuditLog } from './verify-audit.ts'
