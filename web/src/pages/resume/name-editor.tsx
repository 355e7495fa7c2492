import { useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { accounts } from '../../../../server/src/api.ts'
import { call } from '../../call.ts'
import { useMessages } from '../../messages/language.tsx'
import { type Me, meQuery } from '../../session.ts'
import { Button } from '../../ui/button.tsx'
import { explain } from '../../ui/explain.ts'
import { NameFields } from '../../ui/name-fields.tsx'
import { Notice } from '../../ui/notice.tsx'
import { resumeQuery } from './resume-queries.ts'

export function NameEditor({ me, onDone }: { me: Me; onDone: () => void }) {
  const messages = useMessages()
  const queries = useQueryClient()
  const [value, setValue] = useState({ givenName: me.givenName, familyName: me.familyName })
  const [error, setError] = useState<string>()
  const save = async (event: FormEvent) => {
    event.preventDefault()
    try {
      queries.setQueryData(meQuery.queryKey, await call(accounts.updateMe, { body: value }))
      await queries.invalidateQueries(resumeQuery)
      onDone()
    } catch (problem) {
      setError(explain(problem, messages))
    }
  }
  return (
    <form onSubmit={save} className="mt-4 space-y-4 border-y border-line py-4">
      <NameFields value={value} onChange={setValue} />
      {error && <Notice tone="red">{error}</Notice>}
      <div className="flex gap-2">
        <Button type="submit">{messages.name.save}</Button>
        <Button look="quiet" onClick={onDone}>
          {messages.name.cancel}
        </Button>
      </div>
    </form>
  )
}
