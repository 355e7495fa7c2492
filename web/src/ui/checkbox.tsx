import { Check, Minus } from 'lucide-react'
import { type ComponentProps, useEffect, useRef } from 'react'

interface Props extends Omit<ComponentProps<'input'>, 'type' | 'ref'> {
  indeterminate?: boolean
}

/** The browser's own checkbox, drawn in ink. */
export function Checkbox({ indeterminate = false, className = '', ...rest }: Props) {
  const input = useRef<HTMLInputElement>(null)
  useEffect(() => {
    if (input.current) input.current.indeterminate = indeterminate
  }, [indeterminate])
  const Icon = indeterminate ? Minus : Check
  return (
    <span className={`relative inline-grid size-5 shrink-0 ${className}`}>
      <input
        {...rest}
        ref={input}
        type="checkbox"
        className="peer size-5 appearance-none rounded-[4px] border border-strong bg-sheet checked:border-ink checked:bg-ink indeterminate:border-ink indeterminate:bg-ink disabled:border-line disabled:bg-shade"
      />
      <Icon
        size={16}
        strokeWidth={2.5}
        aria-hidden="true"
        className="pointer-events-none absolute inset-0.5 hidden text-paper peer-checked:block peer-indeterminate:block"
      />
    </span>
  )
}
