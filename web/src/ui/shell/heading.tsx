import { type ReactNode, useEffect, useRef } from 'react'

/** The one h1 of a page; right-to-left names keep to the edge of the column. `takesFocus` when it replaces something the reader was just using. */
export function Heading({
  takesFocus = false,
  className = '',
  children,
}: {
  takesFocus?: boolean
  className?: string
  children: ReactNode
}) {
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    if (takesFocus) heading.current?.focus()
  }, [takesFocus])
  return (
    <h1 ref={heading} tabIndex={-1} className={`font-serif text-2xl font-semibold ${className}`}>
      <bdi>{children}</bdi>
    </h1>
  )
}
