import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto'
import type { TableShape } from '../db/copy-out.ts'

/** What this program writes and reads; a higher number is another program's. */
export const FORMAT = 1
export const MANIFEST_NAME = 'manifest.json'
export const MARK_NAME = 'manifest.mac'

export interface Part {
  name: string
  rows: number
  bytes: number
  sha256: string
}

export interface ArchivedTable extends TableShape {
  rows: number
  parts: Part[]
}

/** What an archive holds, as its last files but one say it. */
export interface Manifest {
  format: number
  laurel: string
  takenAt: string
  engine: { name: string; version: string }
  /** names of the migrations that made the schema, in order */
  migrations: string[]
  /** which LAUREL_SECRET the sealed keys belong to */
  secretFingerprint: string
  tables: ArchivedTable[]
  /** queues and what waits in them */
  work: ArchivedTable[]
}

const keyFor = (secret: string, use: string, bytes: number): Buffer => Buffer.from(hkdfSync('sha256', secret, '', use, bytes))

/** Tells one LAUREL_SECRET from another and says nothing about it. */
export const fingerprintOf = (secret: string): string => keyFor(secret, 'laurel/backup fingerprint', 16).toString('hex')

/** The mark under a manifest: who cannot read LAUREL_SECRET cannot make one, so rows written into a stored archive are noticed. */
export const markOf = (secret: string, manifest: Buffer): string =>
  createHmac('sha256', keyFor(secret, 'laurel/backup manifest', 32))
    .update(manifest)
    .digest('hex')

export function isMarkedWith(secret: string, manifest: Buffer, mark: string): boolean {
  const ours = Buffer.from(markOf(secret, manifest))
  const theirs = Buffer.from(mark.trim())
  return ours.length === theirs.length && timingSafeEqual(ours, theirs)
}
