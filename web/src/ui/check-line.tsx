import { type ReactNode, useId } from 'react'
import { Checkbox } from './checkbox.tsx'

interface Props {
  checked: boolean
  onChecked: (checked: boolean) => void
  label: ReactNode
  hint?: ReactNode
  disabled?: boolean
}

/** A checkbox with its words; the whole line can be pressed. */
export function CheckLine({ checked, onChecked, label, hint, disabled }: Props) {
  const id = useId()
  return (
    <div className="flex gap-3 py-1">
      <Checkbox
        id={id}
        checked={checked}
        disabled={disabled}
        aria-describedby={hint ? `${id}-hint` : undefined}
        onChange={(event) => onChecked(event.target.checked)}
        className="mt-0.5"
      />
      <div className="min-w-0 flex-1">
        <label htmlFor={id} dir="auto" className={`block ${disabled ? 'text-soft' : ''}`}>
          {label}
        </label>
        {hint && (
          <div id={`${id}-hint`} className="text-sm text-soft">
            {hint}
          </div>
        )}
      </div>
    </div>
  )
}
