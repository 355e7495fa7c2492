import { closeSync, fsyncSync, openSync, readFileSync, writeSync } from 'node:fs'

/** What clients are told is done. @see reliability D1, D4 */
export type Acknowledged =
  | 'upload'
  | 'claim'
  | 'withdrawal'
  | 'endorsement'
  | 'assessment'
  | 'entry'
  | 'share'
  | 'share revoked'
  | 'erasure'

/** What a client did: `sent` before the request left, `acknowledged` once the answer was read. */
export interface Event {
  kind: 'sent' | 'acknowledged'
  operation: Acknowledged
  key: string
  facts: Record<string, unknown>
}

/** A file that every event reaches before the client goes on: what it says survives whatever is killed. */
export interface History {
  write(event: Event): void
  read(): Event[]
  close(): void
}

export function openHistory(path: string): History {
  const file = openSync(path, 'a')
  return {
    write: (event) => {
      writeSync(file, `${JSON.stringify(event)}\n`)
      if (event.kind === 'acknowledged') fsyncSync(file)
    },
    read: () =>
      readFileSync(path, 'utf8')
        .split('\n')
        .filter(Boolean)
        .map((line) => JSON.parse(line) as Event),
    close: () => closeSync(file),
  }
}
