import { useLayoutEffect, useRef } from 'react'

/** Moving an element in the page takes the focus from it; this gives it back once the new order is there. */
export function useKeptFocus(order: string): () => void {
  const kept = useRef<Element | null>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: runs when the order has changed
  useLayoutEffect(() => {
    if (kept.current instanceof HTMLElement && kept.current !== document.activeElement) kept.current.focus()
    kept.current = null
  }, [order])
  return () => {
    kept.current = document.activeElement
  }
}
