import type { resume as contract, Input, words } from '../../../../server/src/api.ts'
import type { Entry, Resume, Skill } from './resume-queries.ts'

export type HeadChange = Input<typeof contract.updateResume>['body']
/** Fields of an entry or a skill in the person's own words. */
export type OwnChange = Omit<Input<typeof contract.updateEntry>['body'], 'hidden' | 'deleted' | 'level' | 'ownWording'>

/** One thing a person does to the resume, and what it looks like before the server has answered. */
export type Edit =
  | { kind: 'hidden'; id: string; hidden: boolean }
  | { kind: 'deleted'; id: string; deleted: boolean }
  | { kind: 'level'; id: string; level: words.SkillLevel | null }
  | { kind: 'wording'; id: string; ownWording: string }
  | { kind: 'own'; id: string; change: OwnChange }
  | { kind: 'head'; change: HeadChange }
  | { kind: 'name'; givenName: string; familyName: string }
  | { kind: 'entries'; ids: string[] }
  | { kind: 'sections'; order: words.OrderedPlace[] }

const NAME_LIMIT = 40

const patch = <T extends Entry | Skill>(list: readonly T[], id: string, change: Partial<T>): T[] =>
  list.map((item) => (item.id === id ? { ...item, ...change } : item))

const patchEntries = (resume: Resume, id: string, change: Partial<Entry>): Resume['sections'] =>
  resume.sections.map((section) => ({ ...section, entries: patch(section.entries, id, change) }))

/** Those named first, in that order; the others keep theirs. */
const ranked = <T>(list: readonly T[], rankOf: (item: T) => number): T[] => {
  const last = Number.MAX_SAFE_INTEGER
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
      return { ...resume, sections: patchEntries(resume, edit.id, change), skills: patch(resume.skills, edit.id, change) }
    }
    case 'level':
      return { ...resume, skills: patch(resume.skills, edit.id, { level: edit.level }) }
    case 'wording':
      // the notices come back with the server's answer
      return { ...resume, sections: patchEntries(resume, edit.id, { ownWording: edit.ownWording, notices: [] }) }
    case 'own':
      return { ...resume, sections: changeOwn(resume, edit.id, edit.change), skills: changeOwnSkill(resume, edit.id, edit.change) }
    case 'head':
      return {
        ...resume,
        profile: { ...resume.profile, ...edit.change.profile },
        settings: { ...resume.settings, ...edit.change.settings },
      }
    case 'name':
      return { ...resume, name: [edit.givenName, edit.familyName].filter(Boolean).join(' ') }
    case 'entries': {
      const rankOf = ({ id }: Entry | Skill) => edit.ids.indexOf(id)
      return {
        ...resume,
        sections: resume.sections.map((section) => ({ ...section, entries: ranked(section.entries, rankOf) })),
        skills: ranked(resume.skills, rankOf),
      }
    }
    case 'sections':
      return { ...resume, order: edit.order }
    case 'deleted':
      return edit.deleted ? remove(resume, edit.id) : restore(resume, edit.id)
  }
}

function changeOwn(resume: Resume, id: string, { name: _name, category: _category, ...change }: OwnChange): Resume['sections'] {
  const entry = resume.sections.flatMap((section) => section.entries).find((item) => item.id === id)
  if (!entry) return resume.sections
  const changed: Entry = { ...entry, ...(change as Partial<Entry>) }
  if (changed.section === entry.section) return patchEntries(resume, id, changed)
  return withSections(resume, [changed.section])
    .map((section) => ({ ...section, entries: section.entries.filter((item) => item.id !== id) }))
    .map((section) => (section.name === changed.section ? { ...section, entries: [...section.entries, changed] } : section))
}

const changeOwnSkill = (resume: Resume, id: string, { name, category, description }: OwnChange): Skill[] =>
  patch(resume.skills, id, {
    ...(name !== undefined && { fullName: name, name: [...name].slice(0, NAME_LIMIT).join('') }),
    ...(category !== undefined && { category }),
    ...(description !== undefined && { description }),
  })

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
