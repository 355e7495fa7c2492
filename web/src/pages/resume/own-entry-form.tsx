import { type FormEvent, useState } from 'react'
import { resume as contract, words as contractWords } from '../../../../server/src/api.ts'
import { useMessages } from '../../messages/language.tsx'
import { useBuilderWords } from '../../messages/resume/index.ts'
import { Field } from '../../ui/field.tsx'
import { FormEnd } from '../../ui/form-end.tsx'
import { SelectField } from '../../ui/select-field.tsx'
import { Sheet } from '../../ui/sheet.tsx'
import { TextArea } from '../../ui/text-area.tsx'
import { useTask } from '../../ui/use-task.ts'
import { isFineDate, isFineLink } from './fine-texts.ts'
import type { Entry } from './resume-queries.ts'

export type OwnEntryFields = Pick<Entry, 'section' | 'title' | 'organization' | 'startDate' | 'endDate' | 'url' | 'description'>

interface Props {
  title: string
  start: OwnEntryFields
  onSave: (entry: OwnEntryFields) => void | Promise<void>
  onClose: () => void
}

const trimmed = (entry: OwnEntryFields): OwnEntryFields =>
  Object.fromEntries(Object.entries(entry).map(([field, text]) => [field, text.trim()])) as unknown as OwnEntryFields

/** An entry in one's own words. */
export function OwnEntryForm({ title, start, onSave, onClose }: Props) {
  const { sections } = useMessages()
  const words = useBuilderWords()
  const [draft, setDraft] = useState(start)
  const [tried, setTried] = useState(false)
  const task = useTask(words.problems)
  const entry = trimmed(draft)
  const faults = {
    title: entry.title === '' ? words.titleMissing : undefined,
    startDate: isFineDate(entry.startDate) ? undefined : words.dateWrong,
    endDate: isFineDate(entry.endDate) ? undefined : words.dateWrong,
    url: isFineLink(entry.url) ? undefined : words.linkWrong,
  }
  const field = (name: keyof OwnEntryFields) => ({
    value: draft[name],
    onChange: ({ target }: { target: { value: string } }) => setDraft({ ...draft, [name]: target.value }),
  })
  const shown = (name: keyof typeof faults) => ({ ...field(name), error: tried ? faults[name] : undefined })
  const save = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    setTried(true)
    const wrong = Object.entries(faults).find(([, fault]) => fault)?.[0]
    if (wrong) return (event.currentTarget.elements.namedItem(wrong) as HTMLElement | null)?.focus()
    void task.run(async () => {
      await onSave(entry)
      onClose()
    })
  }
  return (
    <Sheet title={title} lead={words.ownLead} onClose={onClose}>
      <form onSubmit={save} noValidate className="space-y-4">
        <SelectField
          label={words.section}
          value={draft.section}
          options={contractWords.SECTIONS.map((name) => [name, sections[name]])}
          onValue={(section) => setDraft({ ...draft, section: section as Entry['section'] })}
        />
        <Field label={words.entryTitle} name="title" dir="auto" required maxLength={contract.TITLE_LIMIT} {...shown('title')} />
        <Field label={words.organization} dir="auto" maxLength={contract.SHORT_LIMIT} {...field('organization')} />
        <div className="grid gap-4 sm:grid-cols-2">
          <Field label={words.start} name="startDate" hint={words.dateHint} inputMode="numeric" maxLength={10} {...shown('startDate')} />
          <Field label={words.end} name="endDate" hint={words.endHint} inputMode="numeric" maxLength={10} {...shown('endDate')} />
        </div>
        <Field label={words.url} name="url" type="url" dir="ltr" placeholder="https://" maxLength={contract.URL_LIMIT} {...shown('url')} />
        <TextArea label={words.description} rows={6} maxLength={contract.TEXT_LIMIT} {...field('description')} />
        <FormEnd error={task.error} busy={task.busy} onCancel={onClose} />
      </form>
    </Sheet>
  )
}
