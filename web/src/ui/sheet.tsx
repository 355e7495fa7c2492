import { Dialog } from '@base-ui/react/dialog'
import { X } from 'lucide-react'
import type { ReactNode } from 'react'
import { useMessages } from '../messages/language.tsx'

interface Props {
  title: string
  lead?: ReactNode
  onClose: () => void
  children: ReactNode
}

/** A sheet beside the page, from below on small screens. Escape and the cross close it. */
export function Sheet({ title, lead, onClose, children }: Props) {
  const { common } = useMessages()
  return (
    <Dialog.Root open onOpenChange={(open) => !open && onClose()}>
      <Dialog.Portal>
        <Dialog.Backdrop className="fixed inset-0 z-20 bg-ink/20 dark:bg-paper/70" />
        <Dialog.Popup className="fixed inset-x-0 bottom-0 z-30 flex max-h-[92dvh] flex-col border-t border-line bg-sheet shadow-float sm:inset-y-0 sm:left-auto sm:max-h-none sm:w-[480px] sm:border-t-0 sm:border-l">
          <div className="flex items-start gap-3 border-b border-line px-6 py-5">
            <div className="min-w-0 flex-1">
              <Dialog.Title dir="auto" className="font-serif text-lg font-semibold">
                {title}
              </Dialog.Title>
              {lead && <Dialog.Description className="mt-1 text-sm text-soft">{lead}</Dialog.Description>}
            </div>
            <Dialog.Close
              aria-label={common.close}
              className="-mt-1 -mr-2 grid size-10 shrink-0 place-items-center rounded text-soft hover:bg-shade hover:text-ink"
            >
              <X size={20} strokeWidth={1.5} aria-hidden="true" />
            </Dialog.Close>
          </div>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard */}
          <section tabIndex={0} aria-label={title} className="overflow-y-auto px-6 py-6 -outline-offset-2">
            {children}
          </section>
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  )
}
