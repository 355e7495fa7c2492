import type { words } from '../../../../server/src/api.ts'
import type { Messages } from '../../messages/en.ts'
import { writeDate } from '../dates.ts'

/** What a check found, as one plain sentence. */
export function checkSentence({ id, outcome }: words.Check, verdict: words.Verdict, messages: Messages): string {
  const named = id === 'proof' && verdict === 'unsigned' ? 'no-proof' : id
  return messages.checks[named]?.[outcome] ?? messages.seal.unnamedCheck(id)
}

/** These reasons say something to everybody; the others are for those who open the evidence. */
const TELLING = ['dates', 'status', 'issuer-name', 'subject', 'nested']
const ISO = /\d{4}-\d{2}-\d{2}(?:T[\d:.]+(?:Z|[+-]\d{2}:?\d{2})?)?/g

/** Why a check did not pass, when the reason is fit for everybody; dates as the reader writes them. */
export function checkReason({ id, outcome, because }: words.Check, locale: string): string | undefined {
  if (outcome === 'passed' || !because || !TELLING.includes(id)) return undefined
  return `${because.charAt(0).toLocaleUpperCase(locale)}${because.slice(1)}`.replace(ISO, (date) => writeDate(date, locale))
}

/** One sentence for a verdict: the check that decided it, else what the verdict means. */
export function verdictReason(verdict: words.Verdict, checks: readonly words.Check[], messages: Messages): string {
  const decided = verdict === 'invalid' ? 'failed' : verdict === 'unconfirmed' ? 'unknown' : undefined
  const check = decided && checks.find(({ outcome }) => outcome === decided)
  return check ? `${checkSentence(check, verdict, messages)}.` : messages.verdicts[verdict].means
}
