import { randomInt } from 'node:crypto'

/** A copy in random order, every order equally likely. */
export function shuffled<T>(list: readonly T[]): T[] {
  const copy = [...list]
  for (let last = copy.length - 1; last > 0; last--) {
    const other = randomInt(last + 1)
    const kept = copy[last]!
    copy[last] = copy[other]!
    copy[other] = kept
  }
  return copy
}

/** Places the key by chance: whoever wrote the question has no say in the position. @see reliability T28 */
export function shuffleOptions(options: readonly string[], answer: number): { options: string[]; answer: number } {
  const order = shuffled(options.map((_option, index) => index))
  return { options: order.map((index) => options[index]!), answer: order.indexOf(answer) }
}
