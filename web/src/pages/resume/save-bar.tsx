import { Check, LoaderCircle, TriangleAlert, Undo2 } from 'lucide-react'
import { useMessages } from '../../messages/language.tsx'
import { Button } from '../../ui/button.tsx'
import type { Saved } from './use-edits.ts'

const icons = { saved: Check, saving: LoaderCircle, failed: TriangleAlert }

export function SaveBar({ saved, canUndo, onUndo }: { saved: Saved; canUndo: boolean; onUndo: () => void }) {
  const { resume } = useMessages()
  const Icon = icons[saved]
  const words = { saved: resume.saved, saving: resume.saving, failed: resume.notSaved }
  return (
    <div className="flex min-h-9 items-center justify-between gap-4 print:hidden">
      <p role="status" className={`flex items-center gap-2 text-sm ${saved === 'failed' ? 'text-red' : 'text-soft'}`}>
        <Icon
          size={16}
          strokeWidth={1.5}
          aria-hidden="true"
          className={saved === 'saving' ? 'animate-spin motion-reduce:animate-none' : ''}
        />
        {words[saved]}
      </p>
      {canUndo && (
        <Button look="quiet" onClick={onUndo}>
          <Undo2 size={16} strokeWidth={1.5} aria-hidden="true" />
          {resume.undo}
        </Button>
      )}
    </div>
  )
}
