import { useMutation, useMutationState, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { accounts, resume as contract } from '../../../../server/src/api.ts'
import { call } from '../../call.ts'
import { meQuery } from '../../session.ts'
import { applyEdit, type Edit } from './edits.ts'
import { type Resume, resumeQuery } from './resume-queries.ts'

const send = (edit: Edit): Promise<unknown> => {
  const update = (body: Parameters<typeof call<typeof contract.updateEntry>>[1]['body'], id: string) =>
    call(contract.updateEntry, { params: { id }, body })
  switch (edit.kind) {
    case 'entries':
      return call(contract.putOrder, { body: { entries: edit.ids } })
    case 'sections':
      return call(contract.putOrder, { body: { sections: edit.order } })
    case 'name':
      return call(accounts.updateMe, { body: { givenName: edit.givenName, familyName: edit.familyName } })
    case 'head':
      return call(contract.updateResume, { body: edit.change })
    case 'hidden':
      return update({ hidden: edit.hidden }, edit.id)
    case 'deleted':
      return update({ deleted: edit.deleted }, edit.id)
    case 'level':
      return update({ level: edit.level }, edit.id)
    case 'wording':
      return update({ ownWording: edit.ownWording }, edit.id)
    case 'own':
      return update(edit.change, edit.id)
  }
}

interface Step {
  edit: Edit
  undo?: Undo
}

interface Undo {
  inverse: Edit
  /** edits of one visit to a field are undone together */
  visit?: string | undefined
}

export type Saved = 'saved' | 'saving' | 'failed'

/** Every edit shows at once, is sent in order, and is taken back when the server refuses it. */
export function useEdits() {
  const queries = useQueryClient()
  const [undos, setUndos] = useState<Undo[]>([])
  const mutation = useMutation({
    mutationKey: ['resume-edit'],
    scope: { id: 'resume-edit' },
    mutationFn: ({ edit }: Step) => send(edit),
    onMutate: async ({ edit }: Step) => {
      await queries.cancelQueries(resumeQuery)
      queries.setQueryData<Resume>(resumeQuery.queryKey, (resume) => resume && applyEdit(resume, edit))
    },
    onError: (_, { undo }) => setUndos((list) => list.filter((each) => each !== undo)),
    onSettled: (_answer, _error, { edit }) => {
      if (edit.kind === 'name') void queries.invalidateQueries(meQuery)
      if (queries.isMutating({ mutationKey: ['resume-edit'] }) === 1) return queries.invalidateQueries(resumeQuery)
    },
  })
  const states = useMutationState({ filters: { mutationKey: ['resume-edit'] }, select: ({ state }) => state.status })
  const saved: Saved = states.includes('pending') ? 'saving' : states.at(-1) === 'error' ? 'failed' : 'saved'

  return {
    saved,
    error: mutation.error,
    canUndo: undos.length > 0,
    edit: (edit: Edit, inverse: Edit, visit?: string) => {
      const isSameVisit = visit !== undefined && undos.at(-1)?.visit === visit
      const undo: Undo = { inverse, visit }
      if (!isSameVisit) setUndos((list) => [...list, undo])
      mutation.mutate({ edit, ...(!isSameVisit && { undo }) })
    },
    /** Something was added by other means; this takes it back. */
    added: (inverse: Edit) => {
      setUndos((list) => [...list, { inverse }])
      return queries.invalidateQueries(resumeQuery)
    },
    undo: () => {
      const last = undos.at(-1)
      if (!last) return
      setUndos(undos.slice(0, -1))
      mutation.mutate({ edit: last.inverse })
    },
  }
}
