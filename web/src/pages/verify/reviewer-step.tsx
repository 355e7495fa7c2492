import { useState } from 'react'
import { useVerifyWords } from '../../messages/verify/index.ts'
import { Field } from '../../ui/field.tsx'
import { useTask } from '../../ui/use-task.ts'
import { askReviewer, type Reviewer } from './session-api.ts'
import { StepFrame } from './step-frame.tsx'

interface Props {
  recordVerificationId: string
  onDone: () => void
  onBack?: () => void
}

/** Who confirms; sending the form sends the mail. */
export function ReviewerStep({ recordVerificationId, onDone, onBack }: Props) {
  const words = useVerifyWords()
  const { reviewer: say } = words
  const [reviewer, setReviewer] = useState<Reviewer>({ name: '', email: '', company: '', website: '' })
  const [refused, setRefused] = useState<string>()
  const { busy, error, run, clear } = useTask(words.problems)
  const set = (part: Partial<Reviewer>) => {
    setRefused(undefined)
    clear()
    setReviewer({ ...reviewer, ...part })
  }
  const next = () => {
    const { name, email, company, website } = reviewer
    const trimmed = { name: name.trim(), email: email.trim(), company: company.trim(), website: website.trim() }
    if (!trimmed.name || !trimmed.email || !trimmed.company) return setRefused(say.required)
    if (!/^[^\s@]+@[^\s@]+$/.test(trimmed.email)) return setRefused(words.problems.INVALID_EMAIL)
    void run(async () => {
      await askReviewer(recordVerificationId, trimmed)
      onDone()
    })
  }
  return (
    <StepFrame
      name="review"
      title={say.title}
      lead={say.lead}
      error={refused ?? error}
      busy={busy}
      next={say.send}
      onNext={next}
      onBack={onBack}
    >
      <div className="grid gap-5 sm:grid-cols-2">
        <Field
          label={say.name}
          dir="auto"
          required
          maxLength={200}
          value={reviewer.name}
          onChange={(event) => set({ name: event.target.value })}
        />
        <Field
          label={say.company}
          dir="auto"
          required
          maxLength={200}
          value={reviewer.company}
          onChange={(event) => set({ company: event.target.value })}
        />
        <Field
          label={say.email}
          hint={say.emailHint}
          type="email"
          required
          maxLength={254}
          value={reviewer.email}
          onChange={(event) => set({ email: event.target.value })}
        />
        <Field
          label={say.website}
          type="url"
          maxLength={2000}
          value={reviewer.website}
          onChange={(event) => set({ website: event.target.value })}
        />
      </div>
    </StepFrame>
  )
}
