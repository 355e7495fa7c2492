import { useEffect, useId, useRef, useState } from 'react'

const IDLE_MS = 800

interface Draft {
  value: string
  onChange: (event: { target: { value: string } }) => void
  onFocus: () => void
  onBlur: () => void
}

/**
 * A text that saves itself: after a moment without typing, and when the field is left. One stay in the field is one visit.
 *
 * @param isFine texts that are not are kept in the field and not saved
 */
export function useDraft(
  saved: string,
  save: (text: string, visit: string) => void,
  isFine: (text: string) => boolean = () => true,
): Draft {
  const id = useId()
  const [draft, setDraft] = useState<string>()
  const visits = useRef(0)
  const pending = useRef<{ text: string; timer: ReturnType<typeof setTimeout> } | undefined>(undefined)
  const latest = useRef(save)
  latest.current = save

  const flush = useRef(() => {
    const { text, timer } = pending.current ?? {}
    if (text === undefined) return
    clearTimeout(timer)
    pending.current = undefined
    latest.current(text, `${id}${visits.current}`)
  })
  // what was typed last is not lost when the field goes away
  useEffect(() => flush.current, [])

  return {
    value: draft ?? saved,
    onChange: ({ target }) => {
      setDraft(target.value)
      clearTimeout(pending.current?.timer)
      pending.current = undefined
      if (isFine(target.value)) pending.current = { text: target.value, timer: setTimeout(() => flush.current(), IDLE_MS) }
    },
    onFocus: () => {
      visits.current++
    },
    onBlur: () => {
      flush.current()
      // what is not fine stays to be seen; the rest follows what is saved, so that Undo shows here too
      setDraft((text) => (text === undefined || isFine(text) ? undefined : text))
    },
  }
}
