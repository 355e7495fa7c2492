import { Toast } from '@base-ui/react/toast'
import { X } from 'lucide-react'
import { useEffect } from 'react'
import { useMessages } from '../messages/language.tsx'
import type { ToastSpeaker } from './toast-speaker.ts'

function Shown() {
  const { seal } = useMessages()
  const { toasts } = Toast.useToastManager()
  return toasts.map((toast) => (
    <Toast.Root
      key={toast.id}
      toast={toast}
      className="absolute inset-x-0 bottom-0 rounded bg-ink text-paper shadow-float transition-opacity data-ending-style:opacity-0 data-limited:hidden data-starting-style:opacity-0"
    >
      <Toast.Content className="flex items-center gap-3 py-2 pr-2 pl-4">
        <Toast.Title dir="auto" render={<p />} className="line-clamp-3 min-w-0 flex-1 text-sm" />
        <Toast.Action className="min-h-8 shrink-0 rounded px-2 text-sm font-semibold underline underline-offset-2 focus-visible:outline-paper" />
        <Toast.Close
          aria-label={seal.close}
          // the library hides it from readers in a closed stack; here one note stands alone, and what has focus must have a name
          aria-hidden={false}
          className="grid size-8 shrink-0 place-items-center rounded focus-visible:outline-paper"
        >
          <X size={16} strokeWidth={1.5} aria-hidden="true" />
        </Toast.Close>
      </Toast.Content>
    </Toast.Root>
  ))
}

/** Hands over who can speak now. */
function Ready({ onReady }: { onReady: (speaker: ToastSpeaker) => void }) {
  const { add, close } = Toast.useToastManager()
  useEffect(() => onReady({ add, close }), [add, close, onReady])
  return null
}

/** The place at the foot of the page where sentences appear; F6 reaches it. */
export function ToastHost({ timeout, onReady }: { timeout: number; onReady: (speaker: ToastSpeaker) => void }) {
  return (
    <Toast.Provider limit={1} timeout={timeout}>
      <Ready onReady={onReady} />
      <Toast.Portal>
        <Toast.Viewport className="fixed inset-x-4 bottom-4 z-10 mx-auto max-w-md print:hidden">
          <Shown />
        </Toast.Viewport>
      </Toast.Portal>
    </Toast.Provider>
  )
}
