import { Toast } from '@base-ui/react/toast'
import { useEffect, useMemo, useRef } from 'react'
import { useMessages } from '../../messages/language.tsx'
import { type Actions, titleOf } from './actions.ts'
import type { Edit } from './edits.ts'
import type { Resume } from './resume-queries.ts'
import { shownSections } from './shown-sections.ts'
import { useEdits } from './use-edits.ts'

const swapped = <T>(list: readonly T[], item: T, by: -1 | 1): T[] | undefined => {
  const at = list.indexOf(item)
  const other = list[at + by]
  if (at < 0 || other === undefined) return undefined
  return list.map((each) => (each === item ? other : each === other ? item : each))
}

/** Actions on this resume; each says what it did and offers to undo it. */
export function useResumeActions(resume: Resume | undefined) {
  const { resume: say, levels } = useMessages()
  const toasts = Toast.useToastManager()
  const edits = useEdits()
  const latest = useRef({ resume, edits })
  latest.current = { resume, edits }

  useEffect(() => {
    if (edits.saved === 'failed') toasts.close('note')
  }, [edits.saved, toasts.close])

  const actions = useMemo((): Actions => {
    const run = (edit: Edit, inverse: Edit, sentence: string) => {
      latest.current.edits.edit(edit, inverse)
      toasts.add({
        id: 'note',
        title: sentence,
        actionProps: {
          children: say.undo,
          onClick: () => {
            toasts.close('note')
            latest.current.edits.undo()
          },
        },
      })
    }
    return {
      setHidden: (item, hidden) => {
        const { id } = item
        run(
          { kind: 'hidden', id, hidden },
          { kind: 'hidden', id, hidden: !hidden },
          (hidden ? say.hiddenToast : say.shownToast)(titleOf(item)),
        )
      },
      setDeleted: (item, deleted) => {
        const { id } = item
        const sentence = (deleted ? say.deletedToast : say.restoredToast)(titleOf(item))
        run({ kind: 'deleted', id, deleted }, { kind: 'deleted', id, deleted: !deleted }, sentence)
      },
      setLevel: (skill, level) => {
        const { id } = skill
        const inverse: Edit = { kind: 'level', id, level: skill.level ?? level }
        run({ kind: 'level', id, level }, inverse, say.levelToast(titleOf(skill), levels[level]))
      },
      moveEntry: (entry, by) => {
        const sections = latest.current.resume?.sections ?? []
        const own = sections.find((section) => section.name === entry.section)?.entries.map(({ id }) => id) ?? []
        const moved = swapped(own, entry.id, by)
        if (!moved) return
        const all = (ids: string[]): string[] =>
          sections.flatMap((section) => (section.name === entry.section ? ids : section.entries.map(({ id }) => id)))
        run(
          { kind: 'entries', ids: all(moved) },
          { kind: 'entries', ids: all(own) },
          say.moved(entry.title, moved.indexOf(entry.id) + 1, moved.length),
        )
      },
      moveSection: (name, by) => {
        if (!latest.current.resume) return
        const shown = shownSections(latest.current.resume).map((section) => section.name)
        const names = [...new Set([...latest.current.resume.sections.map((section) => section.name), ...shown])]
        const moved = swapped(shown, name, by)
        if (!moved) return
        const places = moved.values()
        const next = names.map((each) => (shown.includes(each) ? places.next().value! : each))
        run({ kind: 'sections', names: next }, { kind: 'sections', names }, say.orderToast)
      },
    }
  }, [say, levels, toasts])

  return { actions, edits }
}
