import { ORDERED_PLACES, type OrderedPlace, SECTIONS } from '../core/words.ts'

const isPlace = (name: string): name is OrderedPlace => ORDERED_PLACES.some((place) => place === name)

/** Every place once: those named first, in that order. The summary keeps the top and the skills their section until they are named. Pure. */
export function wholeOrder(named: readonly string[]): OrderedPlace[] {
  const order = [...new Set([...named.filter(isPlace), ...SECTIONS])]
  const withSkills = order.includes('Skills')
    ? order
    : order.flatMap((place): OrderedPlace[] => (place === 'Skills and Abilities' ? [place, 'Skills'] : [place]))
  return withSkills.includes('Summary') ? withSkills : ['Summary', ...withSkills]
}
