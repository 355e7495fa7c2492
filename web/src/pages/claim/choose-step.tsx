import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { intake } from '../../../../server/src/api.ts'
import { call } from '../../call.ts'
import { useMessages } from '../../messages/language.tsx'
import type { Me } from '../../session.ts'
import { ChooseItems } from '../../ui/arrived/choose-items.tsx'
import { Button } from '../../ui/button.tsx'
import { explain } from '../../ui/explain.ts'
import { NameFields } from '../../ui/name-fields.tsx'
import { Notice } from '../../ui/notice.tsx'
import { Heading } from '../../ui/shell/heading.tsx'
import type { Claim } from './claim-query.ts'
import { PartnerBand } from './partner-band.tsx'
import { saveName, startName } from './save-name.ts'

/** Choose what arrived, say your name once, and take it. */
export function ChooseStep({ token, claim, me, takesFocus }: { token: string; claim: Claim; me: Me; takesFocus: boolean }) {
  const messages = useMessages()
  const queries = useQueryClient()
  const navigate = useNavigate()
  const items = claim.items ?? []
  const [chosen, setChosen] = useState<ReadonlySet<string>>(() => new Set(items.filter((item) => item.available).map((item) => item.id)))
  const [name, setName] = useState(() => startName(me, claim.prefill))
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<string>()

  const add = async () => {
    setBusy(true)
    setError(undefined)
    try {
      await saveName(queries, me, name)
      const { added, left } = await call(intake.claimEnvelope, { params: { identifierToken: token }, body: { include: [...chosen] } })
      queries.removeQueries({ queryKey: ['resume'] })
      queries.removeQueries({ queryKey: ['inbox'] })
      await navigate({ to: '/resume', state: { added, left } })
      queries.removeQueries({ queryKey: ['claim'] })
    } catch (problem) {
      setError(explain(problem, messages))
      setBusy(false)
    }
  }

  return (
    <>
      <PartnerBand claim={claim} />
      <div className="mx-auto max-w-2xl px-4 py-10 sm:px-6 sm:py-16">
        <Heading takesFocus={takesFocus}>{messages.claim.title(claim.partner.name, claim.credentials, claim.skills)}</Heading>
        <p className="mt-3 max-w-[60ch] text-soft">{items.length > 0 ? messages.claim.chooseLead : messages.claim.nothing}</p>
        <p className="mt-2 text-sm text-soft">{messages.claim.signedInAs(me.emails[0] ?? '')}</p>
        {name.asks && (
          <fieldset className="mt-8">
            <legend className="mb-3 text-lg font-semibold">{messages.name.title}</legend>
            <NameFields value={name.value} onChange={(value) => setName({ ...name, value })} />
          </fieldset>
        )}
        <div className="mt-8">
          {items.length > 0 && <ChooseItems items={items} chosen={chosen} onChosen={setChosen} headingLevel="h2" />}
        </div>
        {error && <Notice tone="red">{error}</Notice>}
        <div className="sticky bottom-0 -mx-4 border-t border-line bg-paper px-4 py-4 sm:mx-0 sm:px-0">
          <Button onClick={add} busy={busy} className="w-full sm:w-auto">
            {busy ? messages.claim.adding : addLabel(items.length, chosen.size)}
          </Button>
        </div>
      </div>
    </>
  )

  function addLabel(held: number, selected: number): string {
    if (held === 0) return messages.claim.addAll
    return selected === 0 ? messages.claim.none : messages.claim.add(selected)
  }
}
