import { createContext, lazy, type ReactNode, Suspense, useCallback, useContext, useEffect, useMemo, useRef, useState } from 'react'
import type { Note, ToastSpeaker } from './toast-speaker.ts'

const ToastHost = lazy(() => import('./toast-host.tsx').then((module) => ({ default: module.ToastHost })))
const Context = createContext<ToastSpeaker | undefined>(undefined)

const FIRST_USE = ['pointerdown', 'keydown'] as const

/** @returns what calls it off */
function onFirstUse(run: () => void): () => void {
  for (const event of FIRST_USE) window.addEventListener(event, run, { once: true, capture: true })
  return () => {
    for (const event of FIRST_USE) window.removeEventListener(event, run, { capture: true })
  }
}

/** One short sentence at the foot of the page, with Undo. What draws it is loaded when the page is first used; what is said before waits for it. */
export function Toasts({ timeout = 8_000, children }: { timeout?: number; children: ReactNode }) {
  const [isWanted, setWanted] = useState(false)
  const speaker = useRef<ToastSpeaker>(undefined)
  const waiting = useRef<Note[]>([])
  useEffect(() => onFirstUse(() => setWanted(true)), [])
  const ready = useCallback((host: ToastSpeaker) => {
    speaker.current = host
    for (const note of waiting.current.splice(0)) host.add(note)
  }, [])
  const toasts = useMemo(
    (): ToastSpeaker => ({
      add: (note) => {
        if (speaker.current) return speaker.current.add(note)
        setWanted(true)
        return waiting.current.push(note)
      },
      close: (id) => {
        waiting.current = waiting.current.filter((note) => note.id !== id)
        speaker.current?.close(id)
      },
    }),
    [],
  )
  return (
    <Context value={toasts}>
      {children}
      {isWanted && (
        <Suspense>
          <ToastHost timeout={timeout} onReady={ready} />
        </Suspense>
      )}
    </Context>
  )
}

export function useToasts(): ToastSpeaker {
  const toasts = useContext(Context)
  if (!toasts) throw new Error('Toasts is missing')
  return toasts
}
