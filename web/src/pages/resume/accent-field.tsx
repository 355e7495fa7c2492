import { useId } from 'react'
import { useBuilderWords } from '../../messages/resume/index.ts'
import { useDraft } from './use-draft.ts'

/** A few colours that read well, and any other. Green stays what it means: verified. */
export function AccentField({ accent, onAccent }: { accent: string; onAccent: (accent: string, visit?: string) => void }) {
  const words = useBuilderWords()
  const id = useId()
  const other = useDraft(accent, onAccent)
  return (
    <fieldset>
      <legend className="mb-2 text-sm font-medium">{words.accent}</legend>
      <div className="flex flex-wrap gap-2">
        {Object.entries(words.accents).map(([colour, name]) => (
          <label
            key={colour}
            className="flex min-h-11 cursor-pointer items-center gap-2 rounded border border-strong px-3 text-sm has-checked:border-ink has-checked:bg-shade"
          >
            <input type="radio" name={id} checked={accent === colour} onChange={() => onAccent(colour)} className="size-4 accent-ink" />
            <span aria-hidden="true" className="size-4 rounded-full border border-strong" style={{ backgroundColor: colour }} />
            {name}
          </label>
        ))}
        <label className="flex min-h-11 cursor-pointer items-center gap-2 rounded border border-strong px-3 text-sm">
          <input type="color" {...other} className="size-6 cursor-pointer border-0 bg-transparent p-0" />
          {words.otherColour}
        </label>
      </div>
    </fieldset>
  )
}
