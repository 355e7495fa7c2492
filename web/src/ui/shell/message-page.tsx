import type { ReactNode } from 'react'
import { Heading } from './heading.tsx'
import { usePageTitle } from './page-title.ts'

/** A page with one thing to say and what to do next. */
export function MessagePage({ title, takesFocus, children }: { title: string; takesFocus?: boolean; children: ReactNode }) {
  usePageTitle(title)
  return (
    <div className="mx-auto max-w-xl px-4 py-16 sm:px-6 sm:py-24">
      <Heading takesFocus={takesFocus}>{title}</Heading>
      <div className="mt-4 space-y-4">{children}</div>
    </div>
  )
}
