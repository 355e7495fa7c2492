import { AsyncLocalStorage } from 'node:async_hooks'

/** Which step of a request fails: the n-th, before it ran or after it, as a lost connection or as a killed process. */
export interface Fault {
  at: number
  when: 'before' | 'after'
  how: 'error' | 'kill'
}

/** Counts the steps of requests (queries, cache calls, sends) and lets one of them fail. Background work is not counted. */
export interface FaultPoints {
  /** Runs a request whose steps count. */
  request<T>(work: () => T): T
  step<T>(run: () => Promise<T>): Promise<T>
  /** Starts counting anew; without a fault it only counts. */
  arm(fault?: Fault): void
  /** steps since the last `arm` */
  readonly counted: number
  /** whether the armed fault has struck */
  readonly struck: boolean
}

/** @see reliability, section 3: `FAULT_AT` around every query, cache call and outbound send */
export function createFaultPoints(first?: Fault): FaultPoints {
  const requests = new AsyncLocalStorage<true>()
  let fault = first
  let counted = 0
  let struck = false
  const strike = (): void => {
    struck = true
    if (fault?.how === 'kill') process.kill(process.pid, 'SIGKILL')
    throw Object.assign(new Error('fault injected'), { code: 'ECONNRESET' })
  }
  return {
    request: (work) => requests.run(true, work),
    step: async (run) => {
      if (!requests.getStore()) return run()
      counted++
      const isHere = fault !== undefined && counted === fault.at
      if (isHere && fault?.when === 'before') strike()
      const result = await run()
      if (isHere) strike()
      return result
    },
    arm: (next) => {
      fault = next
      counted = 0
      struck = false
    },
    get counted() {
      return counted
    },
    get struck() {
      return struck
    },
  }
}

/** The same function, as a step. */
export const asStep = <A extends unknown[], R>(
  faults: FaultPoints | undefined,
  run: (...args: A) => Promise<R>,
): ((...args: A) => Promise<R>) => (faults ? (...args) => faults.step(() => run(...args)) : run)
