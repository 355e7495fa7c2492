import type { Check, Verdict } from '../core/words.ts'
import type { Turn } from '../platform/fair-turns.ts'
import type { CredentialReading } from './facts.ts'

export interface PartVerdict {
  verdict: Verdict
  checks: Check[]
}

/** What comes out of verifying one credential: the outer result, and one for each pointer inside it. */
export interface Verified extends PartVerdict {
  nested: ReadonlyMap<string, PartVerdict>
}

/** Verifies a credential as received. Never throws: what cannot be checked is `unconfirmed`. @param subject whom it should be about */
export type Verifier = (text: string, subject?: { emails: readonly string[] }, outside?: Turn['outside']) => Promise<Verified>

const NOT_LOOKED_AT: PartVerdict = {
  verdict: 'unconfirmed',
  checks: [{ id: 'nested', outcome: 'unknown', because: 'This credential has not been checked yet.', at: '' }],
}

/** What an upload verifies before it answers; the rest is verified at once afterwards, in a thread of its own. @see reliability L5 */
const AT_ONCE_PARTS = 60
const AT_ONCE_CHARACTERS = 256 * 1024

/** A verdict for each part of each credential, by part: each credential inside a CLR has its own. @see credentials spec, "Nested" */
export async function verifyReadings(verifier: Verifier, readings: readonly CredentialReading[]): Promise<Map<string, PartVerdict>[]> {
  const all: Map<string, PartVerdict>[] = []
  let partsLeft = AT_ONCE_PARTS
  let charactersLeft = AT_ONCE_CHARACTERS
  for (const { text, parts } of readings) {
    partsLeft -= parts.length
    charactersLeft -= text.length
    const outer = partsLeft >= 0 && charactersLeft >= 0 ? await verifier(text) : undefined
    all.push(
      new Map(
        parts.map(({ part, pointer }) => [
          part,
          (pointer === '' ? outer && { verdict: outer.verdict, checks: outer.checks } : outer?.nested.get(pointer)) ?? NOT_LOOKED_AT,
        ]),
      ),
    )
  }
  return all
}
