import type { ReactNode } from 'react'
import type { SealWord } from '../../messages/shapes.ts'

const LEAF = 'M17 2.800C17.700 10.800 13.700 16.200 7.300 16.200C6.200 16.200 5.200 16 4.400 15.600C2.800 9 8.400 3.400 17 2.800Z'
const RIB = 'M2.600 17.800C5.400 13.600 8.600 10.400 12.800 7.600'

const leafFilled = (
  <>
    <path d={LEAF} fill="currentColor" />
    <path d={RIB} fill="none" stroke="currentColor" strokeWidth="1.6" strokeLinecap="round" />
    <path
      d="M5.200 14.400C7.200 11.800 9.600 9.700 12.800 7.600"
      fill="none"
      className="stroke-sheet"
      strokeWidth="1.300"
      strokeLinecap="round"
    />
  </>
)

const leafOutlined = (
  <g fill="none" stroke="currentColor" strokeWidth="1.500" strokeLinecap="round" strokeLinejoin="round">
    <path d={LEAF} />
    <path d={RIB} />
  </g>
)

const ring = (inside: ReactNode) => (
  <g fill="none" stroke="currentColor" strokeWidth="1.6" strokeLinecap="round" strokeLinejoin="round">
    <circle cx="10" cy="10" r="7.2" />
    {inside}
  </g>
)

const dottedRing = (
  <circle
    cx="10"
    cy="10"
    r="7.2"
    pathLength="20"
    fill="none"
    stroke="currentColor"
    strokeWidth="2.2"
    strokeLinecap="round"
    strokeDasharray="0.02 1.98"
  />
)

const clock = ring(<path d="M10 6V10L12.800 12" />)
const crossed = ring(<path d="M7.300 7.300L12.700 12.700M12.700 7.300L7.300 12.700" />)

const MARKS: Record<SealWord, ReactNode> = {
  verified: leafFilled,
  'verified-issuer-unknown': leafOutlined,
  unsigned: null,
  'self-asserted': null,
  unconfirmed: dottedRing,
  expired: clock,
  'not-yet-valid': clock,
  revoked: crossed,
  suspended: crossed,
  invalid: crossed,
  withdrawn: ring(<path d="M6.800 10H13.200" />),
}

/** The shape of a verdict; it says the same without colour. Decorative: a word always stands beside it. */
export function Mark({ verdict, size = 16 }: { verdict: SealWord; size?: number }) {
  const shape = MARKS[verdict]
  if (!shape) return null
  return (
    <svg viewBox="0 0 20 20" width={size} height={size} aria-hidden="true" className="seal-mark shrink-0">
      {shape}
    </svg>
  )
}
