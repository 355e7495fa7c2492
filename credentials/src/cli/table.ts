import type { VerifyResult } from '../model/verdict.ts'

const MARKS = { passed: 'ok  ', failed: 'FAIL', unknown: '?   ' } as const

/** Text of others never reaches the terminal with control characters in it. */
const safe = (text: string): string => text.replace(/[\p{Cc}\p{Cf}]/gu, ' ')

/** One result as a table a person can read: verdict first, then every check with its reason, then what is nested. */
export function table(file: string, result: VerifyResult): string {
  return [`${file}: ${headline(result)}`, ...body(result, '  ')].map(safe).join('\n')
}

function headline({ verdict, verdicts, credential, issuer }: VerifyResult): string {
  const others = verdicts.slice(1).filter((one) => one !== 'verified-issuer-unknown')
  const what = credential?.name ?? credential?.achievements[0]?.name
  const by = issuer.name ?? issuer.id
  return [
    verdict.toUpperCase(),
    ...others.map((one) => `and ${one}`),
    what && `"${what}"`,
    by && `${issuer.vouchedBy === 'registry' ? 'by' : 'says it is by'} ${by}`,
  ]
    .filter(Boolean)
    .join('  ')
}

function body({ checks, warnings, nested }: VerifyResult, indent: string): string[] {
  const width = Math.max(0, ...checks.map(({ id }) => id.length))
  return [
    ...checks.map(
      ({ id, outcome, because, at }) =>
        `${indent}${MARKS[outcome]}  ${id.padEnd(width)}  ${because}${outcome !== 'passed' && at ? `  (at ${at})` : ''}`,
    ),
    ...warnings.map((warning) => `${indent}note  ${warning}`),
    ...nested.flatMap((inner) => [`${indent}${inner.role} at ${inner.at}: ${headline(inner)}`, ...body(inner, `${indent}  `)]),
  ]
}
