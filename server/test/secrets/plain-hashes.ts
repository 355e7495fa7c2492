import { createHash } from 'node:crypto'

/** What whoever reads a row would try a code of six digits against: its SHA-256 alone, and after one or two texts of the same row. */
export function plainHashes(code: string, texts: readonly string[]): Set<string> {
  const before = ['', ...texts.flatMap((one) => [one, ...texts.map((other) => `${one} ${other}`)])]
  const tried = before.flatMap((words) => (words === '' ? [code] : [`${words} ${code}`, `${words}:${code}`, `${words}${code}`]))
  return new Set(
    tried.flatMap((text) => (['hex', 'base64', 'base64url'] as const).map((form) => createHash('sha256').update(text).digest(form))),
  )
}
