import { type FormEvent, useState } from 'react'
import { useMessages } from '../messages/language.tsx'
import { Button } from './button.tsx'
import { Field } from './field.tsx'
import { Notice } from './notice.tsx'
import { Sheet } from './sheet.tsx'
import { useTask } from './use-task.ts'

interface Props {
  title: string
  text: string
  /** what must be typed */
  name: string
  action: string
  onConfirm: () => Promise<unknown>
  onClose: () => void
}

/** For what cannot be undone: the name is typed before the button works. */
export function ConfirmByName({ title, text, name, action, onConfirm, onClose }: Props) {
  const { common } = useMessages()
  const [typed, setTyped] = useState('')
  const [refused, setRefused] = useState(false)
  const { busy, error, run } = useTask()
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const same = typed.trim() === name.trim()
    setRefused(!same)
    if (same) void run(onConfirm)
  }
  return (
    <Sheet title={title} lead={text} onClose={onClose}>
      <form onSubmit={submit} noValidate className="space-y-4">
        <Field
          label={common.typeName(name)}
          autoComplete="off"
          dir="auto"
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
          error={refused ? common.nameDiffers : undefined}
        />
        {error && <Notice tone="red">{error}</Notice>}
        <div className="flex flex-wrap gap-3">
          <Button type="submit" busy={busy}>
            {action}
          </Button>
          <Button look="secondary" onClick={onClose}>
            {common.cancel}
          </Button>
        </div>
      </form>
    </Sheet>
  )
}
