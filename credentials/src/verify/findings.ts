import { type Check, type CheckId, VERDICTS, type Verdict } from '../model/verdict.ts'

/** Collects named checks and the verdicts they bring about while one document is verified. */
export class Findings {
  readonly checks: Check[] = []
  readonly warnings: string[] = []
  private readonly found = new Set<Verdict>()

  pass(id: CheckId, because: string, at = ''): void {
    this.checks.push({ id, outcome: 'passed', because, at })
  }

  fail(id: CheckId, because: string, at: string, verdict: Verdict | null = 'invalid'): void {
    this.checks.push({ id, outcome: 'failed', because, at })
    if (verdict) this.found.add(verdict)
  }

  /** Something could not be checked; `verdict` is null where the standard does not need it for "verified". */
  unknown(id: CheckId, because: string, at: string, verdict: Verdict | null = 'unconfirmed'): void {
    this.checks.push({ id, outcome: 'unknown', because, at })
    if (verdict) this.found.add(verdict)
  }

  warn(because: string): void {
    this.warnings.push(because)
  }

  also(verdict: Verdict): void {
    this.found.add(verdict)
  }

  /** Worst first; `verified` when nothing else was found. */
  verdicts(): Verdict[] {
    const all = VERDICTS.filter((verdict) => this.found.has(verdict))
    return all.length === 0 ? ['verified'] : all
  }
}
