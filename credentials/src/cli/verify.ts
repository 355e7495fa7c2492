import type { VerifyResult } from '../model/verdict.ts'
import { looksLikePdf } from '../read/pdf-files.ts'
import { verifyCredential } from '../verify/verify-credential.ts'
import { bytesOf, cliLoaders } from './outside.ts'
import { table } from './table.ts'
import { split, UsageError } from './usage.ts'
import { verifyPdf } from './verify-pdf.ts'

/** `laurel verify`: the worst of several files decides the exit code. */
export async function verify(words: string[]): Promise<number> {
  const { names, flags } = split(words, { flags: ['--json', '--offline'], values: [] })
  if (names.length === 0) throw new UsageError('verify what?')
  const offline = flags.has('--offline')
  const loaders = cliLoaders(!offline)
  const results: { file: string; result: VerifyResult }[] = []
  for (const file of names) {
    const bytes = await bytesOf(file)
    results.push({ file, result: looksLikePdf(bytes) ? await verifyPdf(bytes, loaders, offline) : await verifyCredential(bytes, loaders) })
  }
  const reports = results.map(({ file, result }) => ({ file, ...plain(result) }))
  const json = reports.length === 1 ? reports[0] : reports
  process.stdout.write(
    flags.has('--json') ? `${JSON.stringify(json, null, 2)}\n` : `${results.map(({ file, result }) => table(file, result)).join('\n\n')}\n`,
  )
  return Math.max(...results.map(({ result }) => exitCodeOf(result)))
}

function exitCodeOf({ verdict }: VerifyResult): number {
  if (verdict === 'verified' || verdict === 'verified-issuer-unknown') return 0
  return verdict === 'unconfirmed' ? 2 : 1
}

interface PlainResult {
  verdict: string
  nestedVerdict: string | null
  checks: VerifyResult['checks']
  warnings: string[]
  issuer: VerifyResult['issuer']
  nested: (PlainResult & { at: string; role: string })[]
  credential: unknown
}

/** The result without what it repeats: nested credentials are listed once, in `nested`. */
function plain({ verdict, nestedVerdict, checks, warnings, issuer, nested, credential }: VerifyResult): PlainResult {
  const { document: _, raw: __, nested: ___, endorsements: ____, ...view } = credential ?? ({} as NonNullable<typeof credential>)
  return {
    verdict,
    nestedVerdict,
    checks,
    warnings,
    issuer,
    nested: nested.map((one) => ({ at: one.at, role: one.role, ...plain(one) })),
    credential: credential ? view : null,
  }
}
