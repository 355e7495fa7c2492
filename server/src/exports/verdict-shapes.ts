import type { SealWord } from './html/page-view.ts'

export type Shape = 'leaf' | 'outline' | 'none' | 'dots' | 'clock' | 'cross' | 'bar'

/** Each verdict has a shape of its own, on pages and on paper, so that it survives grey print and colour blindness. @see design, "One idea" */
export const SHAPE_OF: Readonly<Record<SealWord, Shape>> = {
  verified: 'leaf',
  'verified-issuer-unknown': 'outline',
  unsigned: 'none',
  'self-asserted': 'none',
  unconfirmed: 'dots',
  expired: 'clock',
  'not-yet-valid': 'clock',
  revoked: 'cross',
  suspended: 'cross',
  invalid: 'cross',
  withdrawn: 'bar',
}
