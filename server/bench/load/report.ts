/** One promise of the load table and what this run found. */
export interface Finding {
  id: string
  what: string
  found: string
  kept: boolean
}

const findings: Finding[] = []

export function report(id: string, what: string, kept: boolean, found: string): void {
  findings.push({ id, what, found, kept })
  console.log(`  ${id.padEnd(4)} ${what.padEnd(58)} ${kept ? 'kept  ' : 'MISSED'}  ${found}`)
}

export const missed = (): Finding[] => findings.filter(({ kept }) => !kept)

export const ms = (value: number): string => `${value.toFixed(0)} ms`
