import { randomInt } from 'node:crypto'
import { after, type Clock, MINUTE_MS } from '../core/time.ts'
import type { Db, Tx } from '../platform/db/client.ts'
import type { ShortCodes } from '../platform/short-codes.ts'
import { problems } from './problems.ts'
import { consumeCode, replaceCode, returnTry, takeTry } from './store.ts'

export const CODE_LIFETIME_MS = 10 * MINUTE_MS
const TRIES = 5

/** What a code proves: `sign-in`, or that the recipient of one envelope is at this address. */
export type CodePurpose =
  | 'sign-in'
  | `recipient:${string}`
  | `reviewer:${string}`
  | `vault:${string}`
  | `share:${string}`
  | `address:${string}`

export interface CodeDeps {
  codes: ShortCodes
  now: Clock
}

/** Makes a 6-digit code for an address; the one made before dies. @see resume spec, "Account" */
export async function makeCode(deps: CodeDeps, tx: Tx, purpose: CodePurpose, address: string): Promise<string> {
  const code = String(randomInt(1_000_000)).padStart(6, '0')
  const digest = deps.codes.digest(code, purpose, address)
  await replaceCode(tx, purpose, address, digest, TRIES, after(deps.now(), CODE_LIFETIME_MS))
  return code
}

/**
 * A wrong code spends a try, committed by itself, so that a refused request still counts it. A right one spends none: of many requests
 * with it at once each hears what became of the first, and not that a right code is wrong.
 *
 * @throws Problem code_wrong | code_expired
 */
export async function checkCode(
  deps: CodeDeps & { db: Db },
  purpose: CodePurpose,
  address: string,
  code: string,
): Promise<{ consume: (tx: Tx) => Promise<void> }> {
  const digits = code.replace(/[\s-]/g, '')
  const living = await deps.db.transaction().execute(async (tx) => {
    const taken = await takeTry(tx, purpose, address, deps.now())
    const isRight = taken !== undefined && deps.codes.matches(digits, taken.codeHash, purpose, address)
    if (isRight) await returnTry(tx, purpose, address)
    return taken && { ...taken, isRight }
  })
  if (!living) throw problems.code_expired()
  if (!living.isRight) throw problems.code_wrong({ triesLeft: living.triesLeft })
  return {
    consume: async (tx) => {
      if (!(await consumeCode(tx, purpose, address, living.codeHash))) throw problems.code_expired()
    },
  }
}
