const ROUNDS = 3
const ROUND_MS = 350
/** Until the compiler has seen enough; by processor time, so that a busy machine warms as well as a quiet one. */
const WARM_UP_MS = 1_500

/** Runs the work for about `ms` of processor time and gives the rate per second of it, which other work on the machine does not take away. */
async function rateOf(work: () => unknown, ms: number): Promise<number> {
  const before = process.cpuUsage()
  for (let count = 1; ; count++) {
    await work()
    const { user, system } = process.cpuUsage(before)
    if (user + system >= ms * 1_000) return (count / (user + system)) * 1_000_000
  }
}

/** The rate per second once warm: the median of several rounds. */
export async function warmRate(work: () => unknown): Promise<number> {
  await rateOf(work, WARM_UP_MS)
  const rates: number[] = []
  for (let round = 0; round < ROUNDS; round++) rates.push(await rateOf(work, ROUND_MS))
  return median(rates)
}

export const median = (values: readonly number[]): number => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN

export const row = (name: string, value: string, note = ''): void => console.log(`  ${name.padEnd(52)}${value.padStart(10)}   ${note}`)

/** A target beside what was reached. */
export const against = (reached: number, target: number, unit = 'x'): string =>
  `target ${target}${unit}: ${reached >= target ? 'reached' : 'NOT REACHED'}`
