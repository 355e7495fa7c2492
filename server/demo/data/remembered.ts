import { join } from 'node:path'
import type { KeyPair } from '@laurel/credentials'
import { newKey } from '../badges.ts'
import { type Kept, keptIn } from '../kept.ts'
import type { Operator } from '../operator.ts'

/** What a second run must know: keys, and what is loaded already. */
export interface Remembered {
  /** the partner that shows whether this is still the same server */
  anchor: string
  college: KeyPair
  adult: KeyPair
  /** access keys of partners by short name */
  keys: Record<string, string>
  /** steps done, with what they gave */
  done: Record<string, string>
}

/** Where the last run stopped; from the start when the server is another one. */
export async function recall(operator: Operator, dataDir: string): Promise<Kept<Remembered>> {
  const fresh = (): Remembered => ({ anchor: '', college: newKey(), adult: newKey(), keys: {}, done: {} })
  const kept = await keptIn(join(dataDir, 'demo.json'), fresh())
  const { partners } = await operator.admin('GET', '/partners')
  if (!partners.some(({ id }: { id: string }) => id === kept.value.anchor)) Object.assign(kept.value, fresh())
  return kept
}
