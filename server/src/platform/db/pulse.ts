import { SECOND_MS } from '../../core/time.ts'

/** Longer than a statement usually takes: past it somebody asks whether the database is there at all. */
export const PATIENCE_MS = 4 * SECOND_MS
const AGAIN_MS = SECOND_MS

/** Whether PostgreSQL answers at all. A frozen one, or one behind a broken wire, keeps every connection open and says nothing. */
export interface Pulse {
  readonly isLost: boolean
  /** Asks now, once for all who want to know. @returns whether it answered */
  check(): Promise<boolean>
  stop(): void
}

/**
 * @param probe  resolves when the database answered, rejects within its own time
 * @param onLost runs once each time it stops answering
 * @see reliability D10
 */
export function createPulse(probe: () => Promise<void>, onLost: () => void): Pulse {
  let isLost = false
  let stopped = false
  let asking: Promise<boolean> | undefined
  let timer: NodeJS.Timeout | undefined
  const note = (answered: boolean): boolean => {
    if (!answered && !isLost) onLost()
    isLost = !answered
    asking = undefined
    if (isLost && !stopped) {
      timer = setTimeout(() => void check(), AGAIN_MS)
      timer.unref()
    }
    return answered
  }
  const check = (): Promise<boolean> => {
    asking ??= probe().then(
      () => note(true),
      () => note(false),
    )
    return asking
  }
  return {
    get isLost() {
      return isLost
    },
    check,
    stop: () => {
      stopped = true
      clearTimeout(timer)
    },
  }
}
