import { FairTurns, type Turn } from '../platform/fair-turns.ts'
import type { Verifier } from './verify-readings.ts'

/** Longer bodies stand in a line of their own: they take a second, and their memory twenty times their length. */
const LARGE_BYTES = 1_048_576

export interface UploadTurns {
  take(partnerId: string, bytes: number): Promise<Turn>
}

/** The processor, shared out among partners who upload. @see reliability L4, L8 */
export function createUploadTurns(): UploadTurns {
  const usual = new FairTurns({ inAll: 8, alone: 4 })
  const large = new FairTurns({ inAll: 2, alone: 2 })
  return { take: (partnerId, bytes) => (bytes > LARGE_BYTES ? large : usual).take(partnerId) }
}

/** Does one upload in its partner's turn; while it verifies something far away, others go on. */
export async function inTurn<T>(
  { turns, verifier }: { turns: UploadTurns; verifier: Verifier },
  partnerId: string,
  bytes: number,
  work: (verifier: Verifier) => Promise<T>,
): Promise<T> {
  const turn = await turns.take(partnerId, bytes)
  try {
    return await work((text, subject) => verifier(text, subject, turn.outside))
  } finally {
    turn.end()
  }
}
