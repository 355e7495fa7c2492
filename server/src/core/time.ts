export const SECOND_MS = 1_000
export const MINUTE_MS = 60 * SECOND_MS
export const HOUR_MS = 60 * MINUTE_MS
export const DAY_MS = 24 * HOUR_MS

/** Every "now" of the server comes from one of these, so that all expiries can be tried. */
export type Clock = () => Date

/** A day there was or will be, as 2024-02-29; February 30 is none, though a date would take it for March 1. */
export const isDay = (text: string): boolean => {
  const start = new Date(`${text}T00:00:00Z`)
  return !text.startsWith('0000') && !Number.isNaN(start.getTime()) && start.toISOString().startsWith(text)
}

export const after = (start: Date, milliseconds: number): Date => new Date(start.getTime() + milliseconds)
