import type { Output } from '../core/endpoint.ts'
import type { Verdict } from '../core/words.ts'
import type { Holding } from '../intake/index.ts'
import type { getResume } from './api.ts'
import type { ItemSettings } from './store/items.ts'

export type ResumeView = Output<typeof getResume>
export type EntryView = ResumeView['sections'][number]['entries'][number]
export type SkillView = ResumeView['skills'][number]

export const verdictOf = ({ withdrawn, verdict }: Pick<Holding, 'withdrawn' | 'verdict'>): Verdict => (withdrawn ? 'withdrawn' : verdict)

export const placedAs = (settings: ItemSettings | undefined) => ({
  hidden: settings?.hidden ?? false,
  deleted: settings?.deletedAt != null,
})

/** Every entry and skill of a resume, deleted ones too. */
export const itemsOf = (resume: ResumeView): (EntryView | SkillView)[] => [
  ...resume.sections.flatMap(({ entries }) => entries),
  ...resume.deleted.entries,
  ...resume.skills,
  ...resume.deleted.skills,
]
