import { useEffect, useState } from 'react'

const secondsUntil = (endsAt: number): number => Math.max(0, Math.ceil((endsAt - Date.now()) / 1_000))

/** Whole seconds until a moment, counted each second. */
export function useTimeLeft(endsAt: number): number {
  const [left, setLeft] = useState(() => secondsUntil(endsAt))
  useEffect(() => {
    const timer = window.setInterval(() => setLeft(secondsUntil(endsAt)), 1_000)
    return () => window.clearInterval(timer)
  }, [endsAt])
  return left
}
