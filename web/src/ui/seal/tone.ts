import type { SealWord } from '../../messages/shapes.ts'

const tones = {
  green: 'text-verified border-verified/40 bg-verified-wash hover:border-verified',
  plain: 'text-ink border-strong/60 hover:border-ink',
  bare: 'text-grey border-transparent px-0! underline decoration-dotted underline-offset-4 hover:text-ink',
  grey: 'text-grey border-strong/60 hover:border-strong',
  amber: 'text-amber border-amber/40 bg-amber-wash hover:border-amber',
  red: 'text-red border-red/40 bg-red-wash hover:border-red',
}

const TONES: Record<SealWord, keyof typeof tones> = {
  verified: 'green',
  'verified-issuer-unknown': 'plain',
  unsigned: 'bare',
  'self-asserted': 'bare',
  unconfirmed: 'grey',
  expired: 'amber',
  'not-yet-valid': 'amber',
  revoked: 'red',
  suspended: 'red',
  invalid: 'red',
  withdrawn: 'grey',
}

export const toneOf = (verdict: SealWord): string => tones[TONES[verdict]]

const inks: Record<keyof typeof tones, string> = {
  green: 'text-verified',
  plain: 'text-ink',
  bare: 'text-grey',
  grey: 'text-grey',
  amber: 'text-amber',
  red: 'text-red',
}

export const inkOf = (verdict: SealWord): string => inks[TONES[verdict]]
