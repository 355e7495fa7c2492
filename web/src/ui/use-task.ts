import { useState } from 'react'
import { useMessages } from '../messages/language.tsx'
import { explain } from './explain.ts'

/** One thing at a time that may fail: whether it runs, and why the last one failed, in words. */
export function useTask(problems?: Readonly<Record<string, string>>) {
  const messages = useMessages()
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<string>()
  const run = async (work: () => Promise<unknown>): Promise<void> => {
    if (busy) return
    setBusy(true)
    setError(undefined)
    try {
      await work()
    } catch (problem) {
      setError(explain(problem, messages, problems))
    }
    setBusy(false)
  }
  const clear = () => setError(undefined)
  return { busy, error, run, clear }
}
