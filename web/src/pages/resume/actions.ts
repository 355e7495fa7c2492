import { createContext, useContext } from 'react'
import type { resume as contract, Input, words } from '../../../../server/src/api.ts'
import type { PersonName } from '../../ui/name-fields.tsx'
import type { HeadChange, OwnChange } from './edits.ts'
import type { Moved } from './orders.ts'
import type { Entry, Skill } from './resume-queries.ts'

export type NewOwn = Input<typeof contract.addEntry>['body']

/** What can be done to the resume. `visit`: one stay in a field, undone as one. */
export interface Actions {
  setHidden: (item: Entry | Skill, hidden: boolean) => void
  setDeleted: (item: Entry | Skill, deleted: boolean) => void
  setLevel: (skill: Skill, level: words.SkillLevel) => void
  setWording: (entry: Entry, ownWording: string, visit: string) => void
  setHead: (change: HeadChange, visit?: string) => void
  setName: (before: PersonName, after: PersonName) => void
  changeOwn: (item: Entry | Skill, change: OwnChange) => void
  add: (entry: NewOwn) => Promise<void>
  /** to this place among its own: the entries of its section, the skills of its category */
  place: (item: Entry | Skill, index: number) => void
  /** to this place among what is shown */
  placeSection: (moved: Moved, index: number) => void
}

const Context = createContext<Actions | undefined>(undefined)

export const ActionsProvider = Context.Provider

export function useActions(): Actions {
  const actions = useContext(Context)
  if (!actions) throw new Error('ActionsProvider is missing')
  return actions
}

export const titleOf = (item: Entry | Skill): string => ('title' in item ? item.title : item.fullName || item.name)
