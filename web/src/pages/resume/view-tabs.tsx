import type { KeyboardEvent } from 'react'
import { useBuilderWords } from '../../messages/resume/index.ts'

const VIEWS = ['edit', 'preview'] as const
export type View = (typeof VIEWS)[number]

const tabId = (view: View) => `tab-${view}`

/** What makes an element the panel of its tab, where there are tabs. */
export const panelOf = (view: View, isWide: boolean) =>
  isWide ? {} : ({ role: 'tabpanel', id: `panel-${view}`, 'aria-labelledby': tabId(view) } as const)

/** Edit or preview, where there is no room for both; the arrow keys change between them. */
export function ViewTabs({ view, onView }: { view: View; onView: (view: View) => void }) {
  const words = useBuilderWords()
  const keys = (event: KeyboardEvent) => {
    if (event.key !== 'ArrowLeft' && event.key !== 'ArrowRight') return
    const other = view === 'edit' ? 'preview' : 'edit'
    onView(other)
    document.getElementById(tabId(other))?.focus()
  }
  return (
    <div role="tablist" aria-label={words.views} className="flex border-b border-line px-4 sm:px-6 print:hidden">
      {VIEWS.map((each) => (
        <button
          key={each}
          type="button"
          role="tab"
          id={tabId(each)}
          aria-selected={view === each}
          aria-controls={view === each ? `panel-${each}` : undefined}
          tabIndex={view === each ? 0 : -1}
          onClick={() => onView(each)}
          onKeyDown={keys}
          className="min-h-11 flex-1 border-b-2 border-transparent text-sm font-medium text-soft aria-selected:border-ink aria-selected:text-ink"
        >
          {words[each]}
        </button>
      ))}
    </div>
  )
}
