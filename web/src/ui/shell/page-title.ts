import { useEffect } from 'react'

/** Names the page in the tab and for screen readers; without a title, what is inside the page names it. */
export function usePageTitle(title: string | undefined): void {
  useEffect(() => {
    if (title === undefined) return
    document.title = title === 'Laurel' ? title : `${title} · Laurel`
  }, [title])
}
