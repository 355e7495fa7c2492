import { useId } from 'react'
import { usePartnerWords } from '../../messages/partner/index.ts'
import { Field } from '../../ui/field.tsx'
import { isHexColor } from '../claim/landing-colors.ts'
import { isColorOrEmpty } from './landing-draft.ts'

interface Props {
  label: string
  value: string
  onValue: (value: string) => void
}

/** A colour, written or picked. */
export function ColorField({ label, value, onValue }: Props) {
  const { landing: words } = usePartnerWords()
  const id = useId()
  return (
    <div className="flex items-start gap-2">
      <Field
        label={label}
        hint={words.colorHint}
        error={isColorOrEmpty(value) ? undefined : words.notAColor}
        maxLength={7}
        dir="ltr"
        spellCheck={false}
        autoComplete="off"
        value={value}
        onChange={(event) => onValue(event.target.value)}
        className="min-w-0 flex-1"
      />
      <input
        id={id}
        type="color"
        aria-label={words.pick(label)}
        value={isHexColor(value) ? value : '#ffffff'}
        onChange={(event) => onValue(event.target.value)}
        className="mt-6 h-11 w-12 shrink-0 rounded border border-strong bg-sheet p-1"
      />
    </div>
  )
}
