import type { TestApp } from '../app.ts'
import type { Answer, HeaderLines, TestPartner } from '../people.ts'
import type { TestPlatform } from '../platforms.ts'

/** Who takes part, made once. */
export interface FaultWorld {
  app: TestApp
  partner: TestPartner
  platform: TestPlatform
  person: HeaderLines
  /** somebody else's site: answers `/badge.json` and `/logo.png` */
  site: string
}

type Said = Pick<Answer, 'status' | 'headers' | 'body'>

/** One state-changing request: `prepare` makes what it needs, `send` sends it. */
export interface Operation {
  prepare(): Promise<unknown>
  send(made: never): Promise<Said>
  /** rows that are written whatever becomes of the rest, and why that is right */
  aside?: { rows: RegExp; because: string }
}

/** By operation id of the OpenAPI; words after it tell apart two ways of one operation. */
export type Operations = Readonly<Record<string, Operation>>

export const operation = <T>(prepare: () => Promise<T>, send: (made: T) => Promise<Said>, aside?: Operation['aside']): Operation => ({
  prepare,
  send,
  ...(aside && { aside }),
})

let counter = 0
export const unique = (word: string): string => `${word}-${++counter}`
export const uniqueMailbox = (): string => `${unique('faults')}@example.org`

export const COUNTED_TRY = { rows: /^(email_codes|wallet_offers) update/, because: 'a try of a code counts, whatever follows' }
export const CHECKED_LATER = {
  rows: /^credential_rechecks insert/,
  because: 'a check that could not be made now (what it looks up was away) is made later: "unknown", never "failed"',
}
