import { isCollision, violatedConstraint } from '../platform/db/constraint.ts'

const RACE_TRIES = 4

/** Does work again when the same assertion arrived at the same instant: it is an update then. */
export async function untilUnraced<T>(work: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await work()
    } catch (error) {
      const constraint = violatedConstraint(error)
      const isRace = constraint === 'credential_is_one_row' || constraint === 'credential_versions_pkey' || isCollision(error)
      if (!isRace || attempt >= RACE_TRIES) throw error
    }
  }
}
