import { type ReactNode, useId } from 'react'

/** One matter of the settings: what it is, in a sentence why, and what can be done. */
export function Block({ title, text, children }: { title: string; text?: string; children: ReactNode }) {
  const id = useId()
  return (
    <section aria-labelledby={id}>
      <h2 id={id} className="font-serif text-lg font-semibold">
        {title}
      </h2>
      {text && <p className="mt-1 max-w-[60ch] text-sm text-soft">{text}</p>}
      <div className="mt-4">{children}</div>
    </section>
  )
}
