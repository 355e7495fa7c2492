import type { ComponentProps } from 'react'

type Look = 'primary' | 'secondary' | 'quiet'

const base =
  'inline-flex items-center justify-center gap-2 rounded text-sm font-medium transition-colors aria-disabled:opacity-60 motion-reduce:transition-none'

const looks: Record<Look, string> = {
  primary: 'min-h-11 bg-ink px-5 py-2 text-paper hover:bg-ink/85',
  secondary: 'min-h-11 border border-strong px-5 py-2 text-ink hover:bg-shade',
  quiet: 'min-h-8 px-2 py-1 text-soft hover:bg-shade hover:text-ink',
}

export const buttonClass = (look: Look = 'primary', more = ''): string => `${base} ${looks[look]} ${more}`

interface Props extends ComponentProps<'button'> {
  look?: Look
  /** Busy buttons keep focus and say so; they do not fire. */
  busy?: boolean
}

export function Button({ look = 'primary', busy = false, className = '', onClick, type = 'button', ...rest }: Props) {
  return (
    <button
      {...rest}
      type={type}
      aria-disabled={busy || rest['aria-disabled']}
      onClick={busy ? (event) => event.preventDefault() : onClick}
      className={buttonClass(look, className)}
    />
  )
}
