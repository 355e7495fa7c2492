import type { words } from '../../../../server/src/api.ts'
import type { Entry, Resume, Skill } from './resume-queries.ts'

/** One thing a person does to the resume, and what it looks like before the server has answered. */
export type Edit =
  | { kind: 'hidden'; id: string; hidden: boolean }
  | { kind: 'deleted'; id: string; deleted: boolean }
  | { kind: 'level'; id: string; level: words.SkillLevel }
  | { kind: 'entries'; ids: string[] }
  | { kind: 'sections'; names: words.Section[] }

type Claimed = Entry | Skill

const patch = <T extends Claimed>(list: readonly T[], id: string, change: Partial<T>): T[] =>
  list.map((item) => (item.id === id ? { ...item, ...change } : item))

const ranked = <T>(list: readonly T[], rankOf: (item: T) => number): T[] => {
  const last = list.length + 1
  const rank = (item: T): number => (rankOf(item) < 0 ? last : rankOf(item))
  return list.toSorted((a, b) => rank(a) - rank(b))
}

const withSections = (resume: Resume, names: readonly words.Section[]): Resume['sections'] => [
  ...resume.sections,
  ...names.filter((name) => !resume.sections.some((section) => section.name === name)).map((name) => ({ name, entries: [] })),
]

export function applyEdit(resume: Resume, edit: Edit): Resume {
  switch (edit.kind) {
    case 'hidden': {
      const change = { hidden: edit.hidden }
      return {
        ...resume,
        sections: resume.sections.map((section) => ({ ...section, entries: patch(section.entries, edit.id, change) })),
        skills: patch(resume.skills, edit.id, change),
      }
    }
    case 'level':
      return { ...resume, skills: patch(resume.skills, edit.id, { level: edit.level }) }
    case 'entries':
      return {
        ...resume,
        sections: resume.sections.map((section) => ({
          ...section,
          entries: ranked(section.entries, (entry) => edit.ids.indexOf(entry.id)),
        })),
      }
    case 'sections':
      return { ...resume, sections: ranked(withSections(resume, edit.names), (section) => edit.names.indexOf(section.name)) }
    case 'deleted':
      return edit.deleted ? remove(resume, edit.id) : restore(resume, edit.id)
  }
}

function remove(resume: Resume, id: string): Resume {
  const entry = resume.sections.flatMap((section) => section.entries).find((item) => item.id === id)
  const skill = resume.skills.find((item) => item.id === id)
  return {
    ...resume,
    sections: resume.sections.map((section) => ({ ...section, entries: section.entries.filter((item) => item.id !== id) })),
    skills: resume.skills.filter((item) => item.id !== id),
    deleted: {
      entries: entry ? [...resume.deleted.entries, { ...entry, deleted: true }] : resume.deleted.entries,
      skills: skill ? [...resume.deleted.skills, { ...skill, deleted: true }] : resume.deleted.skills,
    },
  }
}

function restore(resume: Resume, id: string): Resume {
  const entry = resume.deleted.entries.find((item) => item.id === id)
  const skill = resume.deleted.skills.find((item) => item.id === id)
  const sections = entry ? withSections(resume, [entry.section]) : resume.sections
  return {
    ...resume,
    sections: sections.map((section) =>
      entry && section.name === entry.section ? { ...section, entries: [...section.entries, { ...entry, deleted: false }] } : section,
    ),
    skills: skill ? [...resume.skills, { ...skill, deleted: false }] : resume.skills,
    deleted: {
      entries: resume.deleted.entries.filter((item) => item.id !== id),
      skills: resume.deleted.skills.filter((item) => item.id !== id),
    },
  }
}
