import { resume as contract, type words } from '../../../../server/src/api.ts'
import type { Entry, Resume, Skill } from './resume-queries.ts'

export type ShownSection = contract.Block<Entry, Skill>

/** What has something to say, as the page draws it. */
export const shownSections = (resume: Resume): ShownSection[] => contract.blocksOf(resume)
/** The same, with skills apart from the entries of their section: each can have a place of its own. */
export const movableSections = (resume: Resume): ShownSection[] => contract.movablesOf(resume)

const FIRST_ITEMS = 4

/** The sections as far as a screen reaches: the first few items. */
export function firstScreen(sections: readonly ShownSection[]): ShownSection[] {
  let room = FIRST_ITEMS
  const take = <T>(items: readonly T[]): T[] => {
    const taken = items.slice(0, room)
    room -= taken.length
    return taken
  }
  const cut = sections.map((section) => ({ ...section, entries: take(section.entries), skills: take(section.skills) }))
  return cut.filter(({ text, entries, skills }) => text !== '' || entries.length + skills.length > 0)
}

export const anchorOf = (name: words.OrderedPlace): string => name.toLowerCase().replaceAll(' ', '-')
