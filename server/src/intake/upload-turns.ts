import { FairTurns, type Turn } from '../platform/fair-turns.ts'
import { problems } from './problems.ts'
import type { Verifier } from './verify-readings.ts'

/** Longer bodies stand in a line of their own: they take a second, and their memory twenty times their length. */
const LARGE_BYTES = 1_048_576

/** A client gives up later than this; past it, a new upload would only be done for nobody. */
const LONGEST_WAIT_MS = 5_000
/** What the bodies of those who wait may take of the memory is bounded too. */
const MOST_WAITING = 1_000

export interface UploadTurns {
  /** whether this partner's own line is so long that an upload would not be taken into it */
  areLong(partnerId: string, bytes: number): boolean
  /** @throws Problem server_busy when this partner's line is long already: nothing was looked at */
  take(partnerId: string, bytes: number): Promise<Turn>
}

/** The processor, shared out among partners who upload. @see reliability L4, L6, L8 */
export function createUploadTurns(longestWaitMs: number = LONGEST_WAIT_MS): UploadTurns {
  const usual = new FairTurns({ inAll: 8, alone: 4 })
  const large = new FairTurns({ inAll: 2, alone: 2 })
  const areLong = (partnerId: string, bytes: number): boolean => {
    // how many large ones wait is bounded by what their bodies weigh
    if (bytes > LARGE_BYTES) return false
    const { places, longestMs } = usual.waiting(partnerId)
    return places >= MOST_WAITING || longestMs > longestWaitMs
  }
  return {
    areLong,
    take: async (partnerId, bytes) => {
      if (areLong(partnerId, bytes)) throw problems.uploads_wait({ retryAfterSeconds: 2 })
      return (bytes > LARGE_BYTES ? large : usual).take(partnerId)
    },
  }
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
