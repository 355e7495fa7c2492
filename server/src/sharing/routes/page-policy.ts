import { createHash } from 'node:crypto'
import type { Page } from '../../exports/index.ts'

const hashOf = (style: string): string => `'sha256-${createHash('sha256').update(style).digest('base64')}'`
const hashes = new Map<string, string>()

/** The policy of one server-rendered page: its own style by hash, our scripts, nothing else. */
export function pagePolicy(page: Pick<Page, 'style'>, { framedBy = "'none'", reaches = "'self'" } = {}): string {
  const hash = hashes.get(page.style) ?? hashOf(page.style)
  if (hashes.size < 500) hashes.set(page.style, hash)
  return [
    "default-src 'none'",
    "script-src 'self'",
    `style-src ${hash}`,
    "img-src 'self'",
    "font-src 'self'",
    `connect-src ${reaches}`,
    "base-uri 'none'",
    "form-action 'self'",
    `frame-ancestors ${framedBy}`,
  ].join(';')
}
