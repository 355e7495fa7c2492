import { type DragEvent, useId, useState } from 'react'
import { useImportWords } from '../../messages/import/index.ts'
import { buttonClass } from '../../ui/button.tsx'

const ACCEPT = '.json,.jsonld,.jwt,.txt,.png,.svg,.pdf,application/json,image/png,image/svg+xml,application/pdf'

/** A file by button or by drag; the button is the browser's own file field. */
export function DropZone({ busy, onFile }: { busy: boolean; onFile: (file: File) => void }) {
  const words = useImportWords()
  const id = useId()
  const [over, setOver] = useState(false)
  const drag = (event: DragEvent, isOver: boolean) => {
    event.preventDefault()
    setOver(isOver)
  }
  const drop = (event: DragEvent) => {
    drag(event, false)
    const [file] = event.dataTransfer.files
    if (file && !busy) onFile(file)
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping is an extra; the file field inside does the same by keyboard
    <div
      onDragOver={(event) => drag(event, true)}
      onDragLeave={(event) => drag(event, false)}
      onDrop={drop}
      className={`mt-3 rounded border border-dashed px-4 py-8 text-center ${over ? 'border-ink bg-shade' : 'border-strong'}`}
    >
      <label className={buttonClass('secondary', 'cursor-pointer has-focus-visible:outline-2 has-focus-visible:outline-offset-2')}>
        {busy ? words.reading : words.choose}
        <input
          type="file"
          accept={ACCEPT}
          aria-describedby={`${id}-hint`}
          disabled={busy}
          className="sr-only"
          onChange={(event) => {
            const [file] = event.target.files ?? []
            event.target.value = ''
            if (file) onFile(file)
          }}
        />
      </label>
      <p className="mt-3 text-sm text-soft">{over ? words.dropNow : words.drop}</p>
      <p id={`${id}-hint`} className="mx-auto mt-3 max-w-[52ch] text-sm text-soft">
        {words.fileHint}
      </p>
    </div>
  )
}
