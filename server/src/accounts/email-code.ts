import { randomInt } from 'node:crypto'
import { after, type Clock, MINUTE_MS } from '../core/time.ts'
import type { Db, Tx } from '../platform/db/client.ts'
import type { ShortCodes } from '../platform/short-codes.ts'
import { problems } from './problems.ts'
import { consumeCode, replaceCode, takeTry } from './store.ts'

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
 * Spends one try. A wrong try is committed by itself, so that a refused request still counts it.
 *
 * @throws Problem code_wrong | code_expired
 */
export async function checkCode(
  deps: CodeDeps & { db: Db },
  purpose: CodePurpose,
  address: string,
  code: string,
): Promise<{ consume: (tx: Tx) => Promise<void> }> {
  const living = await deps.db.transaction().execute((tx) => takeTry(tx, purpose, address, deps.now()))
  if (!living) throw problems.code_expired()
  const digits = code.replace(/[\s-]/g, '')
  if (!deps.codes.matches(digits, living.codeHash, purpose, address)) throw problems.code_wrong({ triesLeft: living.triesLeft })
  return {
    consume: async (tx) => {
      if (!(await consumeCode(tx, purpose, address, living.codeHash))) throw problems.code_expired()
    },
  }
}
