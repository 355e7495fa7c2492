import { useOperatorWords } from '../../messages/operator/index.ts'
import { Field } from '../../ui/field.tsx'
import { TextArea } from '../../ui/text-area.tsx'
import type { LandingDraft } from './landing-draft.ts'

const COLOR = '#[0-9a-fA-F]{6}'

/** What a claim page shows of whoever sent: words and two colours. */
export function LandingFields({ landing, onLanding }: { landing: LandingDraft; onLanding: (landing: LandingDraft) => void }) {
  const { partners: words } = useOperatorWords()
  const set = (part: Partial<LandingDraft>) => onLanding({ ...landing, ...part })
  return (
    <>
      <Field
        label={words.landingTitle}
        dir="auto"
        maxLength={120}
        value={landing.title}
        onChange={(event) => set({ title: event.target.value })}
      />
      <Field
        label={words.marketplace}
        dir="auto"
        maxLength={120}
        value={landing.marketplace}
        onChange={(event) => set({ marketplace: event.target.value })}
      />
      <TextArea label={words.landingText} maxLength={2000} value={landing.text} onChange={(event) => set({ text: event.target.value })} />
      <div className="grid gap-4 sm:grid-cols-2">
        <Field
          label={words.background}
          hint={words.colorHint}
          pattern={COLOR}
          value={landing.background}
          onChange={(event) => set({ background: event.target.value })}
        />
        <Field
          label={words.accent}
          hint={words.colorHint}
          pattern={COLOR}
          value={landing.accent}
          onChange={(event) => set({ accent: event.target.value })}
        />
      </div>
    </>
  )
}
