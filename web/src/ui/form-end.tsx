import { useMessages } from '../messages/language.tsx'
import { Button } from './button.tsx'
import { Notice } from './notice.tsx'

interface Props {
  error?: string | false | undefined
  busy: boolean
  /** what the button says; left out: "Save" */
  submit?: string | undefined
  onCancel: () => void
}

/** How a form in a sheet ends: what went wrong, the button that sends it, the way out. */
export function FormEnd({ error, busy, submit, onCancel }: Props) {
  const { common } = useMessages()
  return (
    <>
      {error && <Notice tone="red">{error}</Notice>}
      <div className="flex flex-wrap gap-3">
        <Button type="submit" busy={busy}>
          {busy ? common.saving : (submit ?? common.save)}
        </Button>
        <Button look="secondary" onClick={onCancel}>
          {common.cancel}
        </Button>
      </div>
    </>
  )
}
