import { type FormEvent, useState } from 'react'
import { useMessages } from '../../messages/language.tsx'
import type { Me } from '../../session.ts'
import { Button } from '../../ui/button.tsx'
import { NameFields } from '../../ui/name-fields.tsx'
import { useActions } from './actions.ts'

export function NameEditor({ me, onDone }: { me: Me; onDone: () => void }) {
  const { name } = useMessages()
  const { setName } = useActions()
  const before = { givenName: me.givenName, familyName: me.familyName }
  const [value, setValue] = useState(before)
  const save = (event: FormEvent) => {
    event.preventDefault()
    if (value.givenName !== before.givenName || value.familyName !== before.familyName) setName(before, value)
    onDone()
  }
  return (
    <form onSubmit={save} className="mt-4 space-y-4 border-y border-line py-4">
      <NameFields value={value} onChange={setValue} />
      <div className="flex gap-2">
        <Button type="submit">{name.save}</Button>
        <Button look="quiet" onClick={onDone}>
          {name.cancel}
        </Button>
      </div>
    </form>
  )
}
