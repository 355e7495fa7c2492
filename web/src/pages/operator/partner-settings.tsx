import { useOperatorWords } from '../../messages/operator/index.ts'
import { CheckLine } from '../../ui/check-line.tsx'
import { Field } from '../../ui/field.tsx'
import { SelectField } from '../../ui/select-field.tsx'
import { TextArea } from '../../ui/text-area.tsx'
import { LandingFields } from './landing-fields.tsx'
import { LogoField } from './logo-field.tsx'
import { OverridesField } from './overrides-field.tsx'
import { type PartnerDraft, SCOPES } from './partner-draft.ts'

interface Props {
  draft: PartnerDraft
  /** the picture people see */
  image?: string | null | undefined
  onDraft: (draft: PartnerDraft) => void
}

/** Everything about a partner that has a good default. */
export function PartnerSettings({ draft, image, onDraft }: Props) {
  const { partners: words } = useOperatorWords()
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
      <LogoField logo={draft.logo} image={image} onLogo={(logo) => onDraft({ ...draft, logo })} />
      <LandingFields landing={draft.landing} onLanding={(landing) => onDraft({ ...draft, landing })} />
      <OverridesField overrides={draft.overrides} onOverrides={(overrides) => onDraft({ ...draft, overrides })} />
    </div>
  )
}
