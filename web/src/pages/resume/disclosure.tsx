import { ChevronRight } from 'lucide-react'
import { type ReactNode, useState } from 'react'

/** A part of the page that opens on request; what is inside is drawn when it first opens, and then stays. */
export function Disclosure({ title, lead, children }: { title: string; lead?: string; children: ReactNode }) {
  const [wasOpened, setWasOpened] = useState(false)
  return (
    <details onToggle={() => setWasOpened(true)} className="group border-b border-line print:hidden">
      <summary className="flex min-h-11 list-none items-center gap-2 py-2 text-sm font-medium [&::-webkit-details-marker]:hidden">
        <ChevronRight size={16} strokeWidth={1.5} aria-hidden="true" className="shrink-0 group-open:rotate-90 rtl:-scale-x-100" />
        {title}
      </summary>
      <div className="pb-6">
        {lead && <p className="mb-4 text-sm text-soft">{lead}</p>}
        {wasOpened && children}
      </div>
    </details>
  )
}
