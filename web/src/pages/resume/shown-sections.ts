import type { words } from '../../../../server/src/api.ts'
import type { Entry, Resume, Skill } from './resume-queries.ts'

const SKILLS_SECTION: words.Section = 'Skills and Abilities'

export interface ShownSection {
  name: words.Section
  entries: Entry[]
  skills: Skill[]
  /** False while the server names no place for it: it stands last and cannot be moved. */
  placed: boolean
}

/** Sections that have something to say, skills in theirs (at the end when the server names no place for it). */
export function shownSections(resume: Resume): ShownSection[] {
  const placed = resume.sections.map((section) => ({
    ...section,
    placed: true,
    skills: section.name === SKILLS_SECTION ? resume.skills : [],
  }))
  const missing = !placed.some((section) => section.name === SKILLS_SECTION)
  const all = missing ? [...placed, { name: SKILLS_SECTION, entries: [], skills: resume.skills, placed: false }] : placed
  return all.filter((section) => section.entries.length + section.skills.length > 0)
}

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
  return cut.filter((section) => section.entries.length + section.skills.length > 0)
}

export const anchorOf = (name: words.Section): string => name.toLowerCase().replaceAll(' ', '-')
