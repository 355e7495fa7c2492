import { type ComponentProps, useId } from 'react'

interface Props extends ComponentProps<'textarea'> {
  label: string
  hint?: string | undefined
}

/** Several lines, labelled like a Field. */
export function TextArea({ label, hint, className = '', ...rest }: Props) {
  const id = useId()
  return (
    <div className={className}>
      <label htmlFor={id} className="mb-1 block text-sm font-medium">
        {label}
      </label>
      <textarea
        id={id}
        rows={4}
        dir="auto"
        aria-describedby={hint && `${id}-hint`}
        {...rest}
        className="w-full rounded border border-strong bg-sheet px-3 py-2 text-base text-ink"
      />
      {hint && (
        <p id={`${id}-hint`} className="mt-1 text-sm text-soft">
          {hint}
        </p>
      )}
    </div>
  )
}
