import type { ComponentProps } from 'react'
import { Field } from '../../ui/field.tsx'
import { TextArea } from '../../ui/text-area.tsx'
import { useDraft } from './use-draft.ts'

interface Drafted {
  saved: string
  onSave: (text: string, visit: string) => void
}

interface FieldProps extends Drafted, Omit<ComponentProps<typeof Field>, 'value' | 'onChange' | 'onFocus' | 'onBlur' | 'error'> {
  isFine?: (text: string) => boolean
  /** said while the text is not fine */
  wrong?: string
}

/** A line that saves itself. */
export function DraftField({ saved, onSave, isFine = () => true, wrong, ...rest }: FieldProps) {
  const draft = useDraft(saved, onSave, isFine)
  return <Field dir="auto" {...rest} {...draft} error={isFine(draft.value) ? undefined : wrong} />
}

interface TextProps extends Drafted, Omit<ComponentProps<typeof TextArea>, 'value' | 'onChange' | 'onFocus' | 'onBlur'> {}

/** Several lines that save themselves. */
export function DraftText({ saved, onSave, ...rest }: TextProps) {
  return <TextArea {...rest} {...useDraft(saved, onSave)} />
}
