import { createContext, useContext } from 'react'
import type { words } from '../../../../server/src/api.ts'
import type { Entry, Skill } from './resume-queries.ts'

/** What the controls beside an entry or a skill can do. */
export interface Actions {
  setHidden: (item: Entry | Skill, hidden: boolean) => void
  setDeleted: (item: Entry | Skill, deleted: boolean) => void
  setLevel: (skill: Skill, level: words.SkillLevel) => void
  moveEntry: (entry: Entry, by: -1 | 1) => void
  moveSection: (name: words.Section, by: -1 | 1) => void
}

const Context = createContext<Actions | undefined>(undefined)

export const ActionsProvider = Context.Provider

export function useActions(): Actions {
  const actions = useContext(Context)
  if (!actions) throw new Error('ActionsProvider is missing')
  return actions
}

export const titleOf = (item: Entry | Skill): string => ('title' in item ? item.title : item.fullName || item.name)
