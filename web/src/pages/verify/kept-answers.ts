import { useEffect } from 'react'

/** Question id -> option, 0 to 3. */
export type Answers = Readonly<Record<string, number>>

interface Kept {
  startedAt: number
  answers: Answers
}

const keyOf = (id: string): string => `laurel.answers.${id}`

/** Storage may be closed to pages inside other sites; then a reload starts the answers anew. */
function tryStorage<T>(work: (storage: Storage) => T): T | undefined {
  try {
    return work(window.sessionStorage)
  } catch {
    return undefined
  }
}

export function readKept(id: string): Kept {
  const kept = tryStorage((storage) => JSON.parse(storage.getItem(keyOf(id)) ?? 'null') as Kept | null)
  return kept ?? { startedAt: Date.now(), answers: {} }
}

export function useKept(id: string, startedAt: number, answers: Answers): void {
  useEffect(() => {
    tryStorage((storage) => storage.setItem(keyOf(id), JSON.stringify({ startedAt, answers })))
  }, [id, startedAt, answers])
}

export const forgetAnswers = (id: string): void => void tryStorage((storage) => storage.removeItem(keyOf(id)))
