import { useOperatorWords } from '../../messages/operator/index.ts'
import { CheckLine } from '../../ui/check-line.tsx'
import { Field } from '../../ui/field.tsx'
import { SelectField } from '../../ui/select-field.tsx'
import { TextArea } from '../../ui/text-area.tsx'
import { type PartnerDraft, SCOPES } from './partner-draft.ts'

interface Props {
  draft: PartnerDraft
  onDraft: (draft: PartnerDraft) => void
}

const COLOR = '#[0-9a-fA-F]{6}'

/** Everything about a partner that has a good default. */
export function PartnerSettings({ draft, onDraft }: Props) {
  const { partners: words } = useOperatorWords()
  const land = (part: Partial<PartnerDraft['landing']>) => onDraft({ ...draft, landing: { ...draft.landing, ...part } })
  const toggle = (scope: (typeof SCOPES)[number], on: boolean) =>
    onDraft({ ...draft, scopes: SCOPES.filter((name) => (name === scope ? on : draft.scopes.includes(name))) })
  return (
    <div className="mt-4 space-y-5 border-l border-line pl-4">
      <fieldset>
        <legend className="mb-1 text-sm font-medium">{words.scopes}</legend>
        {SCOPES.map((scope) => (
          <CheckLine
            key={scope}
            label={words.scopeWords[scope]}
            checked={draft.scopes.includes(scope)}
            onChecked={(on) => toggle(scope, on)}
          />
        ))}
      </fieldset>
      <TextArea
        label={words.issuerIds}
        hint={words.issuerIdsHint}
        dir="ltr"
        rows={3}
        value={draft.issuerIds}
        onChange={(event) => onDraft({ ...draft, issuerIds: event.target.value })}
      />
      <SelectField
        label={words.match}
        value={draft.matchUpdatesBy}
        options={Object.entries(words.matchWords)}
        onValue={(by) => onDraft({ ...draft, matchUpdatesBy: by === 'assertion' ? by : 'recipient-and-achievement' })}
      />
      <div>
        <CheckLine
          label={words.emailCheck}
          checked={draft.claimEmailCheck}
          onChecked={(claimEmailCheck) => onDraft({ ...draft, claimEmailCheck })}
        />
        <CheckLine
          label={words.findMyResume}
          checked={draft.findMyResume}
          onChecked={(findMyResume) => onDraft({ ...draft, findMyResume })}
        />
      </div>
      <Field
        label={words.importUrl}
        hint={words.importUrlHint}
        type="url"
        value={draft.importUrl}
        onChange={(event) => onDraft({ ...draft, importUrl: event.target.value })}
      />
      <Field label={words.logo} value={draft.logo} onChange={(event) => onDraft({ ...draft, logo: event.target.value })} />
      <Field
        label={words.landingTitle}
        dir="auto"
        maxLength={120}
        value={draft.landing.title}
        onChange={(event) => land({ title: event.target.value })}
      />
      <Field
        label={words.marketplace}
        dir="auto"
        maxLength={120}
        value={draft.landing.marketplace}
        onChange={(event) => land({ marketplace: event.target.value })}
      />
      <TextArea
        label={words.landingText}
        maxLength={2000}
        value={draft.landing.text}
        onChange={(event) => land({ text: event.target.value })}
      />
      <div className="grid gap-4 sm:grid-cols-2">
        <Field
          label={words.background}
          hint={words.colorHint}
          pattern={COLOR}
          value={draft.landing.background}
          onChange={(event) => land({ background: event.target.value })}
        />
        <Field
          label={words.accent}
          hint={words.colorHint}
          pattern={COLOR}
          value={draft.landing.accent}
          onChange={(event) => land({ accent: event.target.value })}
        />
      </div>
    </div>
  )
}
