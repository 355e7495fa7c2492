import { HOUR_MS } from '../core/time.ts'
import type { Seal } from '../platform/seal.ts'
import type { ShareRow } from './store.ts'

/** What a viewer has shown of themself. */
export interface Shown {
  passcode: boolean
  email: string
}

export const GRANT_LIFETIME_MS = 2 * HOUR_MS

type Gate = Pick<ShareRow, 'id' | 'passcodeHash'>

/** A grant belongs to one link and to one passcode: with another one it opens nothing. */
const aboutOf = ({ id, passcodeHash }: Gate): string => `share ${id} ${passcodeHash ?? ''}`

/** A sealed note for the viewer's browser: nothing is stored, and it ends by itself. */
export const sealGrant = (seal: Seal, gate: Gate, shown: Shown, now: Date): string =>
  seal.close(JSON.stringify([shown.passcode ? 1 : 0, shown.email, now.getTime() + GRANT_LIFETIME_MS]), aboutOf(gate))

/** What the note says, if it is ours, for this link, and still good. */
export function readGrant(seal: Seal, gate: Gate, note: string | undefined, now: Date): Shown {
  try {
    const [passcode, email, until] = JSON.parse(seal.open(note ?? '', aboutOf(gate))) as [number, string, number]
    if (now.getTime() < until) return { passcode: passcode === 1, email }
  } catch {
    // another server's, another link's, or changed on the way
  }
  return { passcode: false, email: '' }
}
