import type { ReactNode } from 'react'

/** One short sentence, and what it offers. */
export interface Note {
  /** one of the same name takes its place */
  id?: string
  title: string
  actionProps?: { children: ReactNode; onClick: () => void } | undefined
}

/** Who says short sentences at the foot of the page. */
export interface ToastSpeaker {
  add: (note: Note) => unknown
  close: (id: string) => void
}
