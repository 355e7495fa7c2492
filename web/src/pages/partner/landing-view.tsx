import { useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { portal } from '../../../../server/src/api.ts'
import { call } from '../../call.ts'
import { usePartnerWords } from '../../messages/partner/index.ts'
import { Button } from '../../ui/button.tsx'
import { CheckLine } from '../../ui/check-line.tsx'
import { Field } from '../../ui/field.tsx'
import { Notice } from '../../ui/notice.tsx'
import { TextArea } from '../../ui/text-area.tsx'
import { useToasts } from '../../ui/toasts.tsx'
import { useTask } from '../../ui/use-task.ts'
import { ColorField } from './color-field.tsx'
import { ContrastLines } from './contrast-lines.tsx'
import { draftOf, isColorOrEmpty, isWebAddressOrEmpty, type LandingDraft, settingsOf } from './landing-draft.ts'
import { LandingPreview } from './landing-preview.tsx'
import { LogoField } from './logo-field.tsx'
import { ownPartnerQuery } from './partner-queries.ts'
import { useOwnPartner } from './use-own-partner.ts'

/** The partner's page, and what people may start there; beside it, how it will look. */
export function LandingView() {
  const { landing: words, problems } = usePartnerWords()
  const partner = useOwnPartner()
  const queries = useQueryClient()
  const toasts = useToasts()
  const [draft, setDraft] = useState(() => draftOf(partner))
  const { busy, error, run } = useTask(problems)
  const change = (part: Partial<LandingDraft>) => setDraft({ ...draft, ...part })
  const isDirty = JSON.stringify(draft) !== JSON.stringify(draftOf(partner))
  const isSound = isColorOrEmpty(draft.background) && isColorOrEmpty(draft.accent) && isWebAddressOrEmpty(draft.importUrl)
  const save = (event: FormEvent) => {
    event.preventDefault()
    if (!isSound) return
    void run(async () => {
      const saved = await call(portal.updateOwnPartner, { body: settingsOf(draft, partner.logoImage) })
      queries.setQueryData(ownPartnerQuery.queryKey, saved)
      setDraft(draftOf(saved))
      toasts.add({ id: 'note', title: words.saved })
    })
  }
  const address = `${window.location.origin}/createmyresume/${partner.slug}`
  return (
    <div className="grid gap-x-12 gap-y-8 lg:grid-cols-2">
      <form onSubmit={save} noValidate className="space-y-5">
        <div>
          <h2 className="font-serif text-xl font-semibold">{words.title}</h2>
          <p className="mt-1 text-sm text-soft">{words.lead}</p>
          <p className="mt-2 text-sm">
            {words.address}:{' '}
            <a href={address} dir="ltr" className="underline decoration-strong underline-offset-2 hover:decoration-current">
              {address}
            </a>
          </p>
        </div>
        <LogoField logo={draft.logo} onLogo={(logo) => change({ logo })} />
        <Field
          label={words.pageTitle}
          hint={words.pageTitleHint}
          dir="auto"
          maxLength={120}
          value={draft.title}
          onChange={(event) => change({ title: event.target.value })}
        />
        <Field
          label={words.marketplace}
          dir="auto"
          maxLength={120}
          value={draft.marketplace}
          onChange={(event) => change({ marketplace: event.target.value })}
        />
        <TextArea label={words.text} maxLength={2000} value={draft.text} onChange={(event) => change({ text: event.target.value })} />
        <div className="grid gap-4 sm:grid-cols-2">
          <ColorField label={words.background} value={draft.background} onValue={(background) => change({ background })} />
          <ColorField label={words.accent} value={draft.accent} onValue={(accent) => change({ accent })} />
        </div>
        <ContrastLines background={draft.background.trim()} accent={draft.accent.trim()} />
        <h2 className="border-t border-line pt-6 font-serif text-xl font-semibold">{words.importTitle}</h2>
        <Field
          label={words.importUrl}
          hint={words.importUrlHint}
          error={isWebAddressOrEmpty(draft.importUrl) ? undefined : words.badUrl}
          type="url"
          dir="ltr"
          maxLength={2000}
          value={draft.importUrl}
          onChange={(event) => change({ importUrl: event.target.value })}
        />
        <CheckLine
          label={words.findMyResume}
          hint={words.findMyResumeHint}
          checked={draft.findMyResume}
          onChecked={(findMyResume) => change({ findMyResume })}
        />
        {error && <Notice tone="red">{error}</Notice>}
        <div className="flex flex-wrap items-center gap-3">
          <Button type="submit" busy={busy || !isSound}>
            {words.save}
          </Button>
          {isDirty && (
            <p role="status" className="text-sm text-soft">
              {words.unsaved}
            </p>
          )}
        </div>
      </form>
      <div className="lg:sticky lg:top-8 lg:self-start">
        <LandingPreview partner={partner} draft={draft} />
      </div>
    </div>
  )
}
