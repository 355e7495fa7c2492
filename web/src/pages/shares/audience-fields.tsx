import { useSharesWords } from '../../messages/shares/index.ts'
import { Choices } from '../../ui/choices.tsx'
import { Field } from '../../ui/field.tsx'
import { TextArea } from '../../ui/text-area.tsx'
import type { Draft } from './share-draft.ts'

interface Props {
  draft: Draft
  onDraft: (draft: Draft) => void
  /** there is a passcode already */
  keeps: boolean
  errorOf: (field: string) => string | undefined
}

/** Who may open it, and what that needs. */
export function AudienceFields({ draft, onDraft, keeps, errorOf }: Props) {
  const { form } = useSharesWords()
  const emailsError = errorOf('emails')
  return (
    <div className="space-y-4">
      <Choices
        legend={form.audience}
        value={draft.audience}
        onValue={(audience) => onDraft({ ...draft, audience })}
        options={[
          { value: 'link', word: form.link, text: form.linkText },
          { value: 'passcode', word: form.passcode, text: form.passcodeText },
          { value: 'emails', word: form.emails, text: form.emailsText },
          { value: 'public', word: form.public, text: form.publicText },
        ]}
      />
      {draft.audience === 'passcode' && (
        <Field
          label={form.passcodeField}
          hint={keeps ? form.passcodeKept : form.passcodeHint}
          error={errorOf('passcode')}
          autoComplete="off"
          spellCheck={false}
          maxLength={200}
          value={draft.passcode}
          onChange={(event) => onDraft({ ...draft, passcode: event.target.value })}
        />
      )}
      {draft.audience === 'emails' && (
        <div>
          <TextArea
            label={form.emailsField}
            hint={form.emailsHint}
            inputMode="email"
            autoComplete="off"
            spellCheck={false}
            aria-invalid={emailsError ? true : undefined}
            value={draft.emails}
            onChange={(event) => onDraft({ ...draft, emails: event.target.value })}
          />
          {emailsError && (
            <p role="alert" className="mt-2 text-sm text-red">
              {emailsError}
            </p>
          )}
        </div>
      )}
    </div>
  )
}
