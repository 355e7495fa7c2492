import type { ReadCredential } from '../model/read-credential.ts'
import { looksLikePdf } from '../read/pdf-files.ts'
import { readCredential } from '../read/read-credential.ts'
import { bytesOf } from './outside.ts'
import { split, UsageError } from './usage.ts'
import { presentationIn } from './verify-pdf.ts'

/** `laurel inspect`: what the credential says, without a word about whether it is so. */
export async function inspect(words: string[]): Promise<number> {
  const { names, flags } = split(words, { flags: ['--json'], values: [] })
  const [name] = names
  if (name === undefined || names.length > 1) throw new UsageError('inspect one file')
  const bytes = await bytesOf(name)
  const read = readCredential(looksLikePdf(bytes) ? presentationIn(bytes).presentation : bytes)
  process.stdout.write(
    flags.has('--json')
      ? `${JSON.stringify(read, null, 2)}\n`
      : `${lines(read, '')
          .join('\n')
          .replace(/[^\P{Cc}\n]|\p{Cf}/gu, ' ')}\n`,
  )
  return 0
}

function lines(read: ReadCredential, indent: string): string[] {
  const rows: [string, string | undefined][] = [
    ['kind', `${read.kind}, as ${read.carrier}, ${read.signed ? 'signed (not checked here)' : 'unsigned'}`],
    ['id', read.id],
    ['name', read.name],
    ['issuer', read.issuer && [read.issuer.name, read.issuer.id].filter(Boolean).join('  ')],
    ['recipient', [read.recipient?.name, read.recipient?.id, read.recipient?.email].filter(Boolean).join('  ') || undefined],
    ...Object.entries(read.dates),
    ...read.achievements.map((one): [string, string | undefined] => [
      'achievement',
      [one.achievementType, one.name].filter(Boolean).join(': '),
    ]),
    ...read.achievements.flatMap((one) => one.alignments.map((two): [string, string | undefined] => ['alignment', two.targetName])),
    ...read.evidence.map((one): [string, string | undefined] => ['evidence', one.name ?? one.id]),
  ]
  const own = rows.flatMap(([key, value]) => (value ? [`${indent}${key.padEnd(18)}${value}`] : []))
  const inner = [...read.nested, ...read.endorsements].flatMap((one) => [`${indent}inside at ${one.at}`, ...lines(one, `${indent}  `)])
  return [...own, ...inner]
}
