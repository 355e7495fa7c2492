import { SHAPE_OF, type Shape } from '../verdict-shapes.ts'
import { html, Markup } from './markup.ts'
import type { SealWord } from './page-view.ts'

const LEAF = 'M17 2.8C17.7 10.8 13.7 16.2 7.3 16.2C6.2 16.2 5.2 16 4.4 15.6C2.8 9 8.4 3.4 17 2.8Z'
const RIB = 'M2.6 17.8C5.4 13.6 8.6 10.4 12.8 7.6'
const RING = '<circle cx="10" cy="10" r="7.2"/>'
const line = (inside: string): string =>
  `<g fill="none" stroke="currentColor" stroke-width="1.6" stroke-linecap="round" stroke-linejoin="round">${inside}</g>`

const SHAPES = {
  leaf: `<path d="${LEAF}" fill="currentColor"/>${line(`<path d="${RIB}"/>`)}<path class="rib" d="M5.2 14.4C7.2 11.8 9.6 9.7 12.8 7.6" fill="none" stroke-width="1.3" stroke-linecap="round"/>`,
  outline: line(`<path d="${LEAF}"/><path d="${RIB}"/>`),
  dots: '<circle cx="10" cy="10" r="7.2" pathLength="20" fill="none" stroke="currentColor" stroke-width="2.2" stroke-linecap="round" stroke-dasharray=".02 1.98"/>',
  clock: line(`${RING}<path d="M10 6V10L12.8 12"/>`),
  cross: line(`${RING}<path d="M7.3 7.3L12.7 12.7M12.7 7.3L7.3 12.7"/>`),
  bar: line(`${RING}<path d="M6.8 10H13.2"/>`),
} as const satisfies Record<Exclude<Shape, 'none'>, string>

const TONE_OF: Readonly<Record<SealWord, string>> = {
  verified: 'green',
  'verified-issuer-unknown': 'ink',
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

export const toneOf = (word: SealWord): string => TONE_OF[word]

/** The shapes, once per page; each mark points at one. */
export const shapes: Markup = new Markup(
  `<svg width="0" height="0" aria-hidden="true" class="shapes">${Object.entries(SHAPES)
    .map(([name, shape]) => `<symbol id="m-${name}" viewBox="0 0 20 20">${shape}</symbol>`)
    .join('')}</svg>`,
)

/** The shape of a verdict. Decorative: a word always stands beside it. */
export function mark(word: SealWord): Markup | undefined {
  const shape = SHAPE_OF[word]
  return shape === 'none' ? undefined : html`<svg class="mark" aria-hidden="true"><use href="#m-${shape}"/></svg>`
}
