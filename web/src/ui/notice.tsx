import type { ReactNode } from 'react'

/** A sentence that must not be missed, set apart by a rule at its side. */
export function Notice({ tone, children }: { tone: 'red' | 'plain'; children: ReactNode }) {
  return (
    <div role="alert" className={`mt-4 border-l-2 py-1 pl-3 text-sm ${tone === 'red' ? 'border-red text-red' : 'border-ink'}`}>
      {children}
    </div>
  )
}
