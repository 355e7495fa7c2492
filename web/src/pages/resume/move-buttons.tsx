import { ArrowDown, ArrowUp } from 'lucide-react'
import { useMessages } from '../../messages/language.tsx'

interface Props {
  title: string
  isFirst: boolean
  isLast: boolean
  onMove: (by: -1 | 1) => void
}

const look =
  'grid size-8 place-items-center rounded text-soft hover:bg-shade hover:text-ink aria-disabled:opacity-35 aria-disabled:hover:bg-transparent'

export function MoveButtons({ title, isFirst, isLast, onMove }: Props) {
  const { resume } = useMessages()
  if (isFirst && isLast) return null
  return (
    <span className="inline-flex shrink-0 print:hidden">
      <button
        type="button"
        aria-disabled={isFirst}
        aria-label={resume.moveUp(title)}
        aria-keyshortcuts="Alt+ArrowUp"
        title={resume.moveUp(title)}
        onClick={() => !isFirst && onMove(-1)}
        className={look}
      >
        <ArrowUp size={16} strokeWidth={1.5} aria-hidden="true" />
      </button>
      <button
        type="button"
        aria-disabled={isLast}
        aria-label={resume.moveDown(title)}
        aria-keyshortcuts="Alt+ArrowDown"
        title={resume.moveDown(title)}
        onClick={() => !isLast && onMove(1)}
        className={look}
      >
        <ArrowDown size={16} strokeWidth={1.5} aria-hidden="true" />
      </button>
    </span>
  )
}
