import { useEffect, useState } from 'react'

const SETTLES_AFTER_MS = 250

/** What is being typed, once no key was pressed for a moment: a search asks once for a word, not once for a letter. Emptied, it is so at once. */
export function useSettled(typed: string): string {
  const [settled, setSettled] = useState(typed)
  useEffect(() => {
    const timer = setTimeout(() => setSettled(typed), typed === '' ? 0 : SETTLES_AFTER_MS)
    return () => clearTimeout(timer)
  }, [typed])
  return settled
}
