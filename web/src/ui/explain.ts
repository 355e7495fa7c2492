import { Refusal } from '../call.ts'
import type { Messages } from '../messages/en.ts'

/** What happened and what to do, in the reader's words; the server's own sentence when the catalogue has none. @param more a page's own sentences by code */
export function explain(error: unknown, messages: Messages, more: Readonly<Record<string, string>> = {}): string | undefined {
  if (!error) return undefined
  if (!(error instanceof Refusal)) return messages.problems.unexpected
  const { triesLeft } = error.facts
  if (error.code === 'code_wrong' && typeof triesLeft === 'number') return messages.signIn.triesLeft(triesLeft)
  return more[error.code] ?? messages.problems[error.code] ?? (error.message || messages.problems.unexpected)
}
