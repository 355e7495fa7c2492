import { AsyncLocalStorage } from 'node:async_hooks'

/** Which step of a request fails: the n-th, before it ran or after it, as a lost connection or as a killed process. */
export interface Fault {
  at: number
  when: 'before' | 'after'
  how: 'error' | 'kill'
}

/** What a step asks: the database, Redis, or somebody outside. */
export type StepKind = 'query' | 'cache' | 'send'

/** Counts the steps of requests and lets one of them fail. Background work is not counted. */
export interface FaultPoints {
  /** Runs a request whose steps count. */
  request<T>(work: () => T): T
  step<T>(kind: StepKind, run: () => Promise<T>): Promise<T>
  /** Starts counting anew; without a fault it only counts. */
  arm(fault?: Fault): void
  /** the kinds of the steps since the last `arm`, in their order */
  readonly steps: readonly StepKind[]
  /** what the armed fault has struck */
  readonly struck: StepKind | undefined
}

/** @see reliability, section 3: `FAULT_AT` around every query, cache call and outbound send */
export function createFaultPoints(first?: Fault): FaultPoints {
  const requests = new AsyncLocalStorage<true>()
  let fault = first
  let steps: StepKind[] = []
  let struck: StepKind | undefined
  const strike = (kind: StepKind): void => {
    struck = kind
    if (fault?.how === 'kill') process.kill(process.pid, 'SIGKILL')
    throw Object.assign(new Error('fault injected'), { code: 'ECONNRESET' })
  }
  return {
    request: (work) => requests.run(true, work),
    step: async (kind, run) => {
      if (!requests.getStore()) return run()
      steps.push(kind)
      const isHere = fault !== undefined && steps.length === fault.at
      if (isHere && fault?.when === 'before') strike(kind)
      const result = await run()
      if (isHere) strike(kind)
      return result
    },
    arm: (next) => {
      fault = next
      steps = []
      struck = undefined
    },
    get steps() {
      return steps
    },
    get struck() {
      return struck
    },
  }
}

/** The same function, as a step. */
export const asStep = <A extends unknown[], R>(
  faults: FaultPoints | undefined,
  kind: StepKind,
  run: (...args: A) => Promise<R>,
): ((...args: A) => Promise<R>) => (faults ? (...args) => faults.step(kind, () => run(...args)) : run)
