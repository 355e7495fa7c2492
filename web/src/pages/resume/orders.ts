import type { words } from '../../../../server/src/api.ts'
import type { Entry, Resume, Skill } from './resume-queries.ts'
import { movableSections, shownSections } from './shown-sections.ts'

/** An order before and after a move, and where the moved one stands then. */
interface Reorder<T> {
  before: T[]
  after: T[]
  index: number
  of: number
}

/** What moves: all that stands under a heading, or a place alone. */
export interface Moved {
  name: words.OrderedPlace
  together: boolean
}

export function movedTo<T>(list: readonly T[], item: T, index: number): T[] {
  const others = list.filter((each) => each !== item)
  return [...others.slice(0, index), item, ...others.slice(index)]
}

/** The whole list with the members of one group in a new order, in the places the group had. */
function withGroup<T>(list: readonly T[], group: readonly T[]): T[] {
  const places = group.values()
  return list.map((each) => (group.includes(each) ? places.next().value! : each))
}

function reorder<T>(all: T[], group: T[], item: T, index: number): Reorder<T> | undefined {
  const at = group.indexOf(item)
  if (at < 0 || index < 0 || index >= group.length || at === index) return undefined
  return { before: all, after: withGroup(all, movedTo(group, item, index)), index, of: group.length }
}

/** The ids of all entries, or all skills, once an item moves among its own. */
export function itemsReordered(resume: Resume, item: Entry | Skill, index: number): Reorder<string> | undefined {
  const ids = (items: readonly { id: string }[]) => items.map(({ id }) => id)
  if ('title' in item) {
    const own = resume.sections.find(({ name }) => name === item.section)?.entries ?? []
    return reorder(ids(resume.sections.flatMap(({ entries }) => entries)), ids(own), item.id, index)
  }
  return reorder(ids(resume.skills), ids(resume.skills.filter(({ category }) => category === item.category)), item.id, index)
}

/** Every place, once these that are drawn together move among those shown; the places with nothing in them keep theirs. */
export function sectionsReordered(resume: Resume, moved: Moved, index: number): Reorder<words.OrderedPlace> | undefined {
  const shown = (moved.together ? shownSections : movableSections)(resume).map(({ places }) => places)
  const at = shown.findIndex(([first]) => first === moved.name)
  if (at < 0 || index < 0 || index >= shown.length || at === index) return undefined
  const after = withGroup(resume.order, shown.toSpliced(at, 1).toSpliced(index, 0, shown[at]!).flat())
  return { before: resume.order, after, index, of: shown.length }
}
