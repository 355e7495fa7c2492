import type { Problem } from './problem.ts'

/** A sentence that is true when all is well; it answers with the Problem when it is not. */
export type Rule<F> = (facts: F) => Problem | undefined | null | false

/** Throws the first Problem in list order: the order is the contract. */
export function enforce<F>(rules: readonly Rule<F>[], facts: F): void {
  for (const rule of rules) {
    const problem = rule(facts)
    if (problem) throw problem
  }
}
