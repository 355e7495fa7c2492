import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** The public programs that read PDF files, for tests that look at ours as others do. */
const folder = mkdtempSync(join(tmpdir(), 'laurel-pdf-'))
process.once('exit', () => rmSync(folder, { recursive: true, force: true }))

export function kept(name: string, pdf: Uint8Array): string {
  writeFileSync(join(folder, name), pdf)
  return join(folder, name)
}

export const run = (program: string, ...words: string[]): string =>
  execFileSync(program, words, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] })

/** True where the program is installed; tests that need it are left out elsewhere. */
export function isInstalled(program: string): boolean {
  try {
    execFileSync('which', [program], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}

/** The text of a file in reading order, in one line each, without the marks of direction that pdftotext adds. */
export const textOf = (path: string): string => run('pdftotext', path, '-').replace(/[\u202a-\u202e\u2066-\u2069\f]/g, '')

export function attachmentsOf(path: string): Record<string, string> {
  const names = [...run('pdfdetach', '-list', path).matchAll(/^\d+: (.+)$/gm)].map(([, name]) => name as string)
  return Object.fromEntries(
    names.map((name, i) => {
      const out = join(folder, `out-${i}`)
      run('pdfdetach', '-save', String(i + 1), '-o', out, path)
      return [name, readFileSync(out, 'utf8')]
    }),
  )
}
