import { useMutation, useMutationState, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { resume as contract } from '../../../../server/src/api.ts'
import { call } from '../../call.ts'
import { applyEdit, type Edit } from './edits.ts'
import { type Resume, resumeQuery } from './resume-queries.ts'

const send = (edit: Edit): Promise<unknown> => {
  switch (edit.kind) {
    case 'entries':
      return call(contract.putOrder, { body: { entries: edit.ids } })
    case 'sections':
      return call(contract.putOrder, { body: { sections: edit.names } })
    case 'hidden':
      return call(contract.updateEntry, { params: { id: edit.id }, body: { hidden: edit.hidden } })
    case 'deleted':
      return call(contract.updateEntry, { params: { id: edit.id }, body: { deleted: edit.deleted } })
    case 'level':
      return call(contract.updateEntry, { params: { id: edit.id }, body: { level: edit.level } })
  }
}

interface Step {
  edit: Edit
  inverse?: Edit
}

export type Saved = 'saved' | 'saving' | 'failed'

/** Every edit shows at once, is sent in order, and is taken back when the server refuses it. */
export function useEdits() {
  const queries = useQueryClient()
  const [undos, setUndos] = useState<Edit[]>([])
  const mutation = useMutation({
    mutationKey: ['resume-edit'],
    scope: { id: 'resume-edit' },
    mutationFn: ({ edit }: Step) => send(edit),
    onMutate: async ({ edit }: Step) => {
      await queries.cancelQueries(resumeQuery)
      queries.setQueryData<Resume>(resumeQuery.queryKey, (resume) => resume && applyEdit(resume, edit))
    },
    onError: (_, { inverse }) => setUndos((list) => list.filter((each) => each !== inverse)),
    onSettled: () => {
      if (queries.isMutating({ mutationKey: ['resume-edit'] }) === 1) return queries.invalidateQueries(resumeQuery)
    },
  })
  const states = useMutationState({ filters: { mutationKey: ['resume-edit'] }, select: ({ state }) => state.status })
  const saved: Saved = states.includes('pending') ? 'saving' : states.at(-1) === 'error' ? 'failed' : 'saved'

  return {
    saved,
    error: mutation.error,
    canUndo: undos.length > 0,
    edit: (edit: Edit, inverse: Edit) => {
      setUndos((list) => [...list, inverse])
      mutation.mutate({ edit, inverse })
    },
    undo: () => {
      const last = undos.at(-1)
      if (!last) return
      setUndos(undos.slice(0, -1))
      mutation.mutate({ edit: last })
    },
  }
}
