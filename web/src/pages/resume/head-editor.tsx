import { resume as contract } from '../../../../server/src/api.ts'
import { useBuilderWords } from '../../messages/resume/index.ts'
import { useActions } from './actions.ts'
import { Disclosure } from './disclosure.tsx'
import { DraftField, DraftText } from './draft-field.tsx'
import { isFineEmail } from './fine-texts.ts'
import { LinksEditor } from './links-editor.tsx'
import type { Resume } from './resume-queries.ts'

/** What stands under the name: all of it the person's own, saved while typing. */
export function HeadEditor({ profile }: { profile: Resume['profile'] }) {
  const words = useBuilderWords()
  const { setHead } = useActions()
  const saves = (field: Exclude<keyof Resume['profile'], 'links'>) => ({
    saved: profile[field],
    onSave: (text: string, visit: string) => setHead({ profile: { [field]: text } }, visit),
  })
  return (
    <Disclosure title={words.head} lead={words.headLead}>
      <div className="space-y-4">
        <DraftField label={words.headline} hint={words.headlineHint} maxLength={contract.SHORT_LIMIT} {...saves('headline')} />
        <div className="grid gap-4 sm:grid-cols-2">
          <DraftField
            label={words.email}
            hint={words.emailHint}
            type="email"
            autoComplete="email"
            maxLength={254}
            isFine={isFineEmail}
            wrong={words.emailWrong}
            className="sm:col-span-2"
            {...saves('email')}
          />
          <DraftField label={words.phone} type="tel" autoComplete="tel" maxLength={50} {...saves('phone')} />
          <DraftField label={words.location} autoComplete="address-level2" maxLength={contract.SHORT_LIMIT} {...saves('location')} />
        </div>
        <DraftText label={words.summary} hint={words.summaryHint} rows={5} maxLength={contract.TEXT_LIMIT} {...saves('summary')} />
        <LinksEditor links={profile.links} />
      </div>
    </Disclosure>
  )
}
