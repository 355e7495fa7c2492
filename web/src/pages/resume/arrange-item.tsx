import { useSortable } from '@dnd-kit/sortable'
import { CSS } from '@dnd-kit/utilities'
import { GripVertical } from 'lucide-react'
import { type KeyboardEvent, type ReactNode, useRef } from 'react'
import { useBuilderWords } from '../../messages/resume/index.ts'
import { useHandOnFocus } from '../../ui/hand-on-focus.ts'

interface Props {
  id: string
  title: string
  /** its place among its own, and how many there are */
  index: number
  of: number
  onPlace: (index: number) => void
  onBeforeMove: () => void
  className?: string
  children: (handle: ReactNode) => ReactNode
}

/** An item of an ArrangeList: dragged by its handle, or moved with Alt and the arrow keys from anywhere inside. */
export function ArrangeItem({ id, title, index, of, onPlace, onBeforeMove, className = '', children }: Props) {
  const words = useBuilderWords()
  const item = useRef<HTMLLIElement>(null)
  useHandOnFocus(item)
  const { attributes, listeners, setNodeRef, setActivatorNodeRef, transform, transition, isDragging } = useSortable({
    id,
    disabled: of < 2,
  })
  const keys = (event: KeyboardEvent<HTMLElement>) => {
    if (!event.altKey || (event.key !== 'ArrowUp' && event.key !== 'ArrowDown')) return
    const { target } = event
    // a dialog of this item stands elsewhere in the page
    if (!(target instanceof Element) || !event.currentTarget.contains(target) || target.matches('textarea, select')) return
    event.preventDefault()
    event.stopPropagation()
    const to = index + (event.key === 'ArrowUp' ? -1 : 1)
    if (to < 0 || to >= of) return
    onBeforeMove()
    onPlace(to)
  }
  const handle = of > 1 && (
    <button
      type="button"
      ref={setActivatorNodeRef}
      {...attributes}
      {...listeners}
      aria-label={words.drag(title)}
      title={words.drag(title)}
      className="grid size-8 shrink-0 cursor-grab touch-none place-items-center rounded text-soft hover:bg-shade hover:text-ink"
    >
      <GripVertical size={16} strokeWidth={1.5} aria-hidden="true" />
    </button>
  )
  return (
    <li
      ref={(element) => {
        item.current = element
        setNodeRef(element)
      }}
      onKeyDown={keys}
      style={{ transform: CSS.Translate.toString(transform), transition }}
      className={`${isDragging ? 'relative z-10 bg-sheet shadow-float' : ''} ${className}`}
    >
      {children(handle)}
    </li>
  )
}
