/** One promise of the load table and what this run found. */
export interface Finding {
  id: string
  what: string
  found: string
  kept: boolean
}

/** Why a promise is hard to keep where load and server share the machine, and what to do next when it is missed. */
const WHEN_MISSED: Readonly<Record<string, readonly [reason: string, next: string]>> = {
  L1: [
    '200 clients that never pause ask for more than the processor gives.',
    'Look at the rate: below it, the wait is short. Add a process.',
  ],
  L2: [
    'Clients, server and database share the processors: the rate is what is left.',
    'Run the clients on another machine; then profile the route with --cpu-prof.',
  ],
  L3: [
    'A thread that reads a hostile body takes a processor from the one that answers.',
    'Give the server a processor of its own; limit the threads.',
  ],
  L4: ['Memory once taken is given back late.', 'A heap snapshot of the main thread while eight bodies wait; fewer large turns at once.'],
  L5: [
    '10,000 results travel from the thread that checks to the one that writes.',
    'Write verdicts in pieces as they come, from a worker process.',
  ],
  L6: [
    'The clients of the flood take processor time from the server.',
    'Run the clients on another machine; refuse earlier by connection.',
  ],
  L7: ['Opening 2,000 connections is itself work for the server.', 'A balancer in front that waits for whole requests.'],
  L8: ['What one upload at a time of a neighbour takes from a processor, others miss.', 'More processes: each shares out its own turns.'],
  L9: ['Memory that grows with time is a leak until it is explained.', 'Two heap snapshots an hour apart, compared.'],
  L10: ['A limit that does not hold is a fault.', 'Fix it.'],
  two: [
    'The database and the clients share the processors with both servers.',
    'Two machines; the limited comparison shows what they would bring.',
  ],
}

const findings: Finding[] = []

export function report(id: string, what: string, kept: boolean, found: string): void {
  findings.push({ id, what, found, kept })
  console.log(`  ${id.padEnd(4)} ${what.padEnd(66)} ${kept ? 'kept  ' : 'MISSED'}  ${found}`)
}

/** A figure without a promise. */
export const note = (id: string, what: string, found: string): void => console.log(`  ${id.padEnd(4)} ${what.padEnd(66)}         ${found}`)

export const missed = (): Finding[] => findings.filter(({ kept }) => !kept)

/** What was missed, why that may be, and what comes next. */
export function reportMissed(): void {
  console.log(`\n${findings.length - missed().length} kept, ${missed().length} missed`)
  for (const id of new Set(missed().map((finding) => finding.id))) {
    const [reason, next] = WHEN_MISSED[id] ?? ['', '']
    console.log(`  ${id}: ${reason}\n      Next: ${next}`)
  }
}

export const ms = (value: number): string => `${value.toFixed(0)} ms`
