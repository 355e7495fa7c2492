import { useEffect, useMemo, useRef } from 'react'
import { resume as contract } from '../../../../server/src/api.ts'
import { call } from '../../call.ts'
import { useMessages } from '../../messages/language.tsx'
import { useBuilderWords } from '../../messages/resume/index.ts'
import { useToasts } from '../../ui/toasts.tsx'
import { type Actions, titleOf } from './actions.ts'
import type { Edit, HeadChange, OwnChange } from './edits.ts'
import { itemsReordered, sectionsReordered } from './orders.ts'
import type { Entry, Resume, Skill } from './resume-queries.ts'
import { useEdits } from './use-edits.ts'

const picked = <T extends object>(whole: T, keys: readonly string[]): Partial<T> =>
  Object.fromEntries(keys.map((key) => [key, whole[key as keyof T]])) as Partial<T>

const headBefore = ({ profile, settings }: Resume, change: HeadChange): HeadChange => ({
  ...(change.profile && { profile: picked(profile, Object.keys(change.profile)) }),
  ...(change.settings && { settings: picked(settings, Object.keys(change.settings)) }),
})

const ownBefore = (item: Entry | Skill, change: OwnChange): OwnChange =>
  picked('title' in item ? item : { ...item, name: item.fullName }, Object.keys(change))

/** Actions on this resume; each says what it did and offers to undo it. */
export function useResumeActions(resume: Resume) {
  const { resume: say, levels } = useMessages()
  const words = useBuilderWords()
  const toasts = useToasts()
  const edits = useEdits()
  const latest = useRef({ resume, edits })
  latest.current = { resume, edits }

  useEffect(() => {
    if (edits.saved === 'failed') toasts.close('note')
  }, [edits.saved, toasts.close])

  const actions = useMemo((): Actions => {
    const tell = (title: string) =>
      toasts.add({
        id: 'note',
        title,
        actionProps: {
          children: say.undo,
          onClick: () => {
            toasts.close('note')
            latest.current.edits.undo()
          },
        },
      })
    const run = (edit: Edit, inverse: Edit, sentence: string) => {
      latest.current.edits.edit(edit, inverse)
      tell(sentence)
    }
    return {
      setHidden: (item, hidden) => {
        const { id } = item
        const sentence = (hidden ? say.hiddenToast : say.shownToast)(titleOf(item))
        run({ kind: 'hidden', id, hidden }, { kind: 'hidden', id, hidden: !hidden }, sentence)
      },
      setDeleted: (item, deleted) => {
        const { id } = item
        const sentence = (deleted ? say.deletedToast : say.restoredToast)(titleOf(item))
        run({ kind: 'deleted', id, deleted }, { kind: 'deleted', id, deleted: !deleted }, sentence)
      },
      setLevel: (skill, level) => {
        const { id } = skill
        const sentence = say.levelToast(titleOf(skill), levels[level])
        run({ kind: 'level', id, level }, { kind: 'level', id, level: skill.level }, sentence)
      },
      setWording: ({ id, ownWording: before }, ownWording, visit) =>
        latest.current.edits.edit({ kind: 'wording', id, ownWording }, { kind: 'wording', id, ownWording: before }, visit),
      setHead: (change, visit) =>
        latest.current.edits.edit({ kind: 'head', change }, { kind: 'head', change: headBefore(latest.current.resume, change) }, visit),
      setName: (before, after) => run({ kind: 'name', ...after }, { kind: 'name', ...before }, words.nameToast),
      changeOwn: (item, change) =>
        run(
          { kind: 'own', id: item.id, change },
          { kind: 'own', id: item.id, change: ownBefore(item, change) },
          words.changedToast(titleOf(item)),
        ),
      add: async (entry) => {
        const { id } = await call(contract.addEntry, { body: entry })
        await latest.current.edits.added({ kind: 'deleted', id, deleted: true })
        tell(words.addedToast('name' in entry ? entry.name : entry.title))
      },
      place: (item, to) => {
        const order = itemsReordered(latest.current.resume, item, to)
        if (!order) return
        const sentence = say.moved(titleOf(item), order.index + 1, order.of)
        run({ kind: 'entries', ids: order.after }, { kind: 'entries', ids: order.before }, sentence)
      },
      placeSection: (moved, to) => {
        const order = sectionsReordered(latest.current.resume, moved, to)
        if (order) run({ kind: 'sections', order: order.after }, { kind: 'sections', order: order.before }, say.orderToast)
      },
    }
  }, [say, words, levels, toasts])

  return { actions, edits }
}
