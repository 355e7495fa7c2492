import { useSyncExternalStore } from 'react'

const query = window.matchMedia('(min-width: 64rem)')
const listen = (changed: () => void) => {
  query.addEventListener('change', changed)
  return () => query.removeEventListener('change', changed)
}

/** There is room for two columns. */
export const useIsWide = (): boolean => useSyncExternalStore(listen, () => query.matches)
