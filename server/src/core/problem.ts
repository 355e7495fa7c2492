/** Why a request is refused, in words no transport owns; the last three are faults only HTTP can have. */
export type ProblemKind =
  | 'invalid'
  | 'unauthenticated'
  | 'exhausted'
  | 'forbidden'
  | 'not-found'
  | 'conflict'
  | 'gone'
  | 'throttled'
  | 'failed'
  | 'unavailable'
  | 'method-not-allowed'
  | 'too-large'
  | 'unsupported-type'

export type Facts = Readonly<Record<string, unknown>>

/** The one error a use case throws on purpose. Each API turns it into its own envelope at the edge (`platform/http/envelopes.ts`). */
export class Problem extends Error {
  override readonly name = 'Problem'
  readonly code: string
  readonly kind: ProblemKind
  readonly facts: Facts

  constructor(code: string, kind: ProblemKind, message: string, facts: Facts = {}) {
    super(message)
    this.code = code
    this.kind = kind
    this.facts = facts
  }
}

const kinds = new Map<string, ProblemKind>()

/** The kind of a declared refusal, by its code: what documents an endpoint's `problems`. */
export const kindOf = (code: string): ProblemKind | undefined => kinds.get(code)

/** Declares a refusal once; calling the result makes the Problem. `say` may be a sentence or a function of the facts. */
export function refusal<F extends object = Facts>(
  code: string,
  kind: ProblemKind,
  say: string | ((facts: F) => string),
): (facts?: F) => Problem {
  kinds.set(code, kind)
  return (facts = {} as F) => new Problem(code, kind, typeof say === 'string' ? say : say(facts), facts as Facts)
}

export const isProblem = (error: unknown): error is Problem => error instanceof Problem
