import {
  type Announcements,
  closestCenter,
  DndContext,
  type DragEndEvent,
  KeyboardSensor,
  PointerSensor,
  type UniqueIdentifier,
  useSensor,
  useSensors,
} from '@dnd-kit/core'
import { SortableContext, sortableKeyboardCoordinates, verticalListSortingStrategy } from '@dnd-kit/sortable'
import type { ReactNode } from 'react'
import { useBuilderWords } from '../../messages/resume/index.ts'

interface Props {
  items: readonly { id: string; title: string }[]
  onPlace: (id: string, index: number) => void
  children: ReactNode
}

const DRAG_FROM_PX = 6
/** Only up and down. */
const upright = ({ transform }: { transform: { x: number; y: number; scaleX: number; scaleY: number } }) => ({ ...transform, x: 0 })

/** A list whose items can be dragged by their handles, with the mouse, a finger or the keyboard; what happens is said aloud. */
export function ArrangeList({ items, onPlace, children }: Props) {
  const words = useBuilderWords()
  const sensors = useSensors(
    useSensor(PointerSensor, { activationConstraint: { distance: DRAG_FROM_PX } }),
    useSensor(KeyboardSensor, { coordinateGetter: sortableKeyboardCoordinates }),
  )
  const indexOf = (id: UniqueIdentifier | undefined): number => items.findIndex((item) => item.id === id)
  const titleOf = (id: UniqueIdentifier): string => items[indexOf(id)]?.title ?? ''
  const announcements: Announcements = {
    onDragStart: ({ active }) => words.dragStart(titleOf(active.id)),
    onDragOver: ({ active, over }) => over && words.dragOver(titleOf(active.id), indexOf(over.id) + 1, items.length),
    onDragEnd: ({ active, over }) => words.dragEnd(titleOf(active.id), indexOf(over?.id ?? active.id) + 1, items.length),
    onDragCancel: ({ active }) => words.dragCancel(titleOf(active.id)),
  } as Announcements
  const drop = ({ active, over }: DragEndEvent) => {
    if (over && over.id !== active.id) onPlace(String(active.id), indexOf(over.id))
  }
  return (
    <DndContext
      sensors={sensors}
      collisionDetection={closestCenter}
      modifiers={[upright]}
      onDragEnd={drop}
      accessibility={{ announcements, screenReaderInstructions: { draggable: words.dragHelp } }}
    >
      <SortableContext items={items.map(({ id }) => id)} strategy={verticalListSortingStrategy}>
        {children}
      </SortableContext>
    </DndContext>
  )
}
