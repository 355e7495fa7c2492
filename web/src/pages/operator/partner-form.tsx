import { useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { partners as api } from '../../../../server/src/api.ts'
import { call } from '../../call.ts'
import { useOperatorWords } from '../../messages/operator/index.ts'
import { Field } from '../../ui/field.tsx'
import { FormEnd } from '../../ui/form-end.tsx'
import { SelectField } from '../../ui/select-field.tsx'
import { Sheet } from '../../ui/sheet.tsx'
import { useToasts } from '../../ui/toasts.tsx'
import { useTask } from '../../ui/use-task.ts'
import { type Partner, partnersQuery } from './operator-queries.ts'
import { draftOf, settingsOf } from './partner-draft.ts'
import { PartnerSettings } from './partner-settings.tsx'
import type { ShownKey } from './show-partner-key.tsx'

interface Props {
  partner?: Partner
  onClose: () => void
  onCreated: (key: ShownKey) => void
}

/** Creates a partner, or changes one. */
export function PartnerForm({ partner, onClose, onCreated }: Props) {
  const { partners: words, problems } = useOperatorWords()
  const queries = useQueryClient()
  const toasts = useToasts()
  const [draft, setDraft] = useState(() => draftOf(partner))
  const { busy, error, run } = useTask(problems)
  const save = (event: FormEvent) => {
    event.preventDefault()
    const slug = draft.slug.trim()
    const body = { name: draft.name.trim(), ...(slug && { slug }), mode: draft.mode, ...settingsOf(draft) }
    void run(async () => {
      if (partner) {
        await call(api.updatePartner, { params: { id: partner.id }, body })
        toasts.add({ id: 'note', title: words.saved(body.name) })
        onClose()
      } else {
        const { clientId, accessKey } = await call(api.createPartner, { body })
        onCreated({ name: body.name, clientId, accessKey })
      }
      await queries.invalidateQueries({ queryKey: partnersQuery.queryKey })
    })
  }
  return (
    <Sheet title={partner ? words.editTitle(partner.name) : words.create} onClose={onClose}>
      <form onSubmit={save} className="space-y-5">
        <Field
          label={words.name}
          hint={words.nameHint}
          dir="auto"
          required
          maxLength={200}
          value={draft.name}
          onChange={(event) => setDraft({ ...draft, name: event.target.value })}
        />
        <Field
          label={words.slug}
          hint={words.slugHint}
          pattern="[A-Za-z0-9][A-Za-z0-9\-]+"
          maxLength={60}
          autoComplete="off"
          value={draft.slug}
          onChange={(event) => setDraft({ ...draft, slug: event.target.value })}
        />
        <SelectField
          label={words.mode}
          hint={words.modeHint}
          value={draft.mode}
          options={[
            ['live', words.modeWords.live],
            ['test', words.modeWords.test],
          ]}
          onValue={(mode) => setDraft({ ...draft, mode: mode === 'test' ? 'test' : 'live' })}
        />
        <details open={partner !== undefined}>
          <summary className="text-sm font-medium">{words.advanced}</summary>
          <PartnerSettings draft={draft} image={partner?.logoImage} onDraft={setDraft} />
        </details>
        <FormEnd error={error} busy={busy} submit={partner ? undefined : words.create} onCancel={onClose} />
      </form>
    </Sheet>
  )
}
