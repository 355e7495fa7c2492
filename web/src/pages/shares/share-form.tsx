import { useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { sharing as api } from '../../../../server/src/api.ts'
import { call, Refusal } from '../../call.ts'
import { useMessages } from '../../messages/language.tsx'
import { useSharesWords } from '../../messages/shares/index.ts'
import { explain } from '../../ui/explain.ts'
import { Field } from '../../ui/field.tsx'
import { FormEnd } from '../../ui/form-end.tsx'
import { Sheet } from '../../ui/sheet.tsx'
import { useToasts } from '../../ui/toasts.tsx'
import { AudienceFields } from './audience-fields.tsx'
import { PlaceFields } from './place-fields.tsx'
import { draftOf, settingsOf } from './share-draft.ts'
import { type Share, sharesQuery } from './shares-queries.ts'
import { SwitchLine } from './switch-line.tsx'

/** The field a refusal is about: `/emails/2` is said beside the addresses. */
const fieldOf = (problem: unknown): string => {
  const fields = problem instanceof Refusal ? problem.facts.fields : undefined
  const [first] = Array.isArray(fields) ? (fields as { pointer?: string }[]) : []
  return first?.pointer?.split('/')[1] ?? ''
}

/** Makes a link, or changes one. */
export function ShareForm({ share, onClose }: { share?: Share | undefined; onClose: () => void }) {
  const words = useSharesWords()
  const { form } = words
  const messages = useMessages()
  const queries = useQueryClient()
  const toasts = useToasts()
  const [draft, setDraft] = useState(() => draftOf(share))
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<unknown>()
  const error = explain(problem, messages, words.problems)
  const at = fieldOf(problem)
  const errorOf = (field: string): string | undefined => (at === field ? error : undefined)
  const isBesideField = ['slug', 'expiresAt', 'passcode', 'emails'].includes(at)
  const save = async (event: FormEvent) => {
    event.preventDefault()
    if (busy) return
    setBusy(true)
    try {
      const body = settingsOf(draft, share)
      const saved = share ? await call(api.updateShare, { params: { id: share.id }, body }) : await call(api.createShare, { body })
      const label = saved.label || words.unnamed
      toasts.add({ id: 'note', title: share ? words.saved(label) : words.made(label) })
      await queries.invalidateQueries({ queryKey: sharesQuery.queryKey })
      onClose()
    } catch (refused) {
      setProblem(refused)
      setBusy(false)
    }
  }
  return (
    <Sheet title={share ? form.editTitle(share.label || words.unnamed) : form.createTitle} onClose={onClose}>
      <form onSubmit={save} noValidate className="space-y-6">
        <Field
          label={form.label}
          hint={form.labelHint}
          dir="auto"
          maxLength={100}
          value={draft.label}
          onChange={(event) => setDraft({ ...draft, label: event.target.value })}
        />
        <AudienceFields draft={draft} onDraft={setDraft} keeps={share?.hasPasscode ?? false} errorOf={errorOf} />
        <Field
          label={form.ends}
          hint={form.endsHint}
          error={errorOf('expiresAt')}
          type="date"
          value={draft.lastDay}
          onChange={(event) => setDraft({ ...draft, lastDay: event.target.value })}
        />
        <PlaceFields draft={draft} onDraft={setDraft} />
        <div className="space-y-3">
          <SwitchLine
            label={form.download}
            checked={draft.downloadAllowed}
            onChecked={(downloadAllowed) => setDraft({ ...draft, downloadAllowed })}
          />
          <SwitchLine
            label={form.raw}
            hint={form.rawHint}
            checked={draft.showsRaw}
            onChecked={(showsRaw) => setDraft({ ...draft, showsRaw })}
          />
        </div>
        <Field
          label={form.slug}
          hint={form.slugHint(`${window.location.host}/r/`)}
          error={errorOf('slug')}
          dir="ltr"
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          maxLength={60}
          value={draft.slug}
          onChange={(event) => setDraft({ ...draft, slug: event.target.value })}
        />
        <FormEnd error={!isBesideField && error} busy={busy} submit={share ? undefined : form.submit} onCancel={onClose} />
      </form>
    </Sheet>
  )
}
