import { Link } from '@tanstack/react-router'
import type { ComponentProps, ReactNode } from 'react'

interface Props<V extends string> {
  label: string
  views: readonly (readonly [view: V, to: NonNullable<ComponentProps<typeof Link>['to']>])[]
  word: (view: V) => ReactNode
}

/** The views of a page that has several, each with an address; the one on show is marked. */
export const ViewTabs = <V extends string>({ label, views, word }: Props<V>) => (
  <nav aria-label={label} className="mt-4 flex flex-wrap gap-x-6 border-b border-line">
    {views.map(([view, to]) => (
      <Link
        key={view}
        to={to}
        activeOptions={{ exact: true, includeSearch: false }}
        activeProps={{ 'aria-current': 'page', className: 'border-ink! text-ink!' }}
        className="-mb-px inline-flex min-h-11 items-center gap-2 border-b-2 border-transparent text-sm font-medium text-soft hover:text-ink"
      >
        {word(view)}
      </Link>
    ))}
  </nav>
)
