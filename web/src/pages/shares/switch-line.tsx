import { useId } from 'react'
import { Checkbox } from '../../ui/checkbox.tsx'

interface Props {
  label: string
  hint?: string
  checked: boolean
  onChecked: (checked: boolean) => void
}

/** A sentence that is so or not. */
export function SwitchLine({ label, hint, checked, onChecked }: Props) {
  const id = useId()
  return (
    <div className="flex gap-3">
      <Checkbox
        id={id}
        className="mt-0.5"
        checked={checked}
        aria-describedby={hint && `${id}-hint`}
        onChange={(event) => onChecked(event.target.checked)}
      />
      <div className="min-w-0">
        <label htmlFor={id}>{label}</label>
        {hint && (
          <p id={`${id}-hint`} className="text-sm text-soft">
            {hint}
          </p>
        )}
      </div>
    </div>
  )
}
