import { RotateCcw } from 'lucide-react'
import { useRef } from 'react'
import { useMessages } from '../../messages/language.tsx'
import { Button } from '../../ui/button.tsx'
import { useHandOnFocus } from '../../ui/hand-on-focus.ts'
import { titleOf, useActions } from './actions.ts'
import type { Entry, Resume, Skill } from './resume-queries.ts'

/** What was taken off the resume, one press away from being back. */
export function DeletedList({ deleted }: { deleted: Resume['deleted'] }) {
  const { resume } = useMessages()
  const items = [...deleted.entries, ...deleted.skills]
  if (items.length === 0) return null
  return (
    <details className="mt-6 print:hidden">
      <summary className="w-fit py-2 text-sm font-medium">{resume.deleted(items.length)}</summary>
      <p className="text-sm text-soft">{resume.deletedLead}</p>
      <ul className="mt-2 border-t border-line">
        {items.map((item) => (
          <DeletedItem key={item.id} item={item} />
        ))}
      </ul>
    </details>
  )
}

function DeletedItem({ item }: { item: Entry | Skill }) {
  const { resume } = useMessages()
  const { setDeleted } = useActions()
  const line = useRef<HTMLLIElement>(null)
  useHandOnFocus(line)
  return (
    <li ref={line} className="flex items-center justify-between gap-4 border-b border-line py-2 text-sm">
      <span className="min-w-0">
        <bdi>{titleOf(item)}</bdi>
      </span>
      <Button look="quiet" aria-label={resume.restoreLabel(titleOf(item))} onClick={() => setDeleted(item, false)} className="shrink-0">
        <RotateCcw size={16} strokeWidth={1.5} aria-hidden="true" />
        {resume.restore}
      </Button>
    </li>
  )
}
