import { type ComponentProps, useId } from 'react'

interface Props extends Omit<ComponentProps<'select'>, 'onChange' | 'children'> {
  label: string
  hint?: string | undefined
  options: readonly (readonly [value: string, word: string])[]
  onValue: (value: string) => void
}

/** The browser's own select, labelled like a Field. */
export function SelectField({ label, hint, options, onValue, className = '', ...rest }: Props) {
  const id = useId()
  return (
    <div className={className}>
      <label htmlFor={id} className="mb-1 block text-sm font-medium">
        {label}
      </label>
      <select
        id={id}
        aria-describedby={hint && `${id}-hint`}
        {...rest}
        onChange={(event) => onValue(event.target.value)}
        className="min-h-11 w-full rounded border border-strong bg-sheet px-3 py-2 text-base text-ink"
      >
        {options.map(([value, word]) => (
          <option key={value} value={value}>
            {word}
          </option>
        ))}
      </select>
      {hint && (
        <p id={`${id}-hint`} className="mt-1 text-sm text-soft">
          {hint}
        </p>
      )}
    </div>
  )
}
