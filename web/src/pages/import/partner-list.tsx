import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { intake } from '../../../../server/src/api.ts'
import { call } from '../../call.ts'
import { useImportWords } from '../../messages/import/index.ts'
import { Notice } from '../../ui/notice.tsx'
import { useTask } from '../../ui/use-task.ts'
import { type ImportPartner, partnersQuery } from './import-queries.ts'

/** Pictures of other sites are not asked for: this page asks nobody but us. */
const isOwnPicture = (address: string | null): address is string => /^(data:image\/(png|jpeg|webp);base64,|\/)/.test(address ?? '')

/** The partners one can go to; the browser leaves, and comes back with what was chosen there. */
export function PartnerList() {
  const words = useImportWords()
  const { data } = useQuery(partnersQuery)
  const [leaving, setLeaving] = useState('')
  const { error, run } = useTask(words.problems)
  const partners = data?.partners ?? []
  if (partners.length === 0) return null
  const go = ({ slug }: ImportPartner) =>
    run(async () => {
      const { url } = await call(intake.startPull, { body: { partner: slug } })
      setLeaving(slug)
      window.location.assign(url)
    })
  return (
    <section className="mt-10" aria-labelledby="import-partners">
      <h2 id="import-partners" className="text-lg font-semibold">
        {words.partnersTitle}
      </h2>
      <p className="mt-1 text-sm text-soft">{words.partnersLead}</p>
      <ul className="mt-4 grid gap-3 sm:grid-cols-2">
        {partners.map((partner) => (
          <li key={partner.slug}>
            <button
              type="button"
              aria-label={words.from(partner.name)}
              onClick={() => go(partner)}
              className="flex h-full min-h-16 w-full items-center gap-3 rounded border border-strong bg-sheet px-4 py-3 text-left hover:bg-shade"
            >
              <PartnerMark partner={partner} />
              <bdi className="min-w-0 flex-1 font-medium break-words">{partner.name}</bdi>
              {leaving === partner.slug && (
                <span role="status" className="text-sm text-soft">
                  {words.leaving}
                </span>
              )}
            </button>
          </li>
        ))}
      </ul>
      {error && <Notice tone="red">{error}</Notice>}
    </section>
  )
}

function PartnerMark({ partner }: { partner: ImportPartner }) {
  const [broken, setBroken] = useState(false)
  if (isOwnPicture(partner.logo) && !broken)
    return <img src={partner.logo} alt="" onError={() => setBroken(true)} className="h-10 w-14 shrink-0 object-contain" />
  return (
    <span aria-hidden="true" className="grid size-10 shrink-0 place-items-center rounded-full border border-line font-serif text-base">
      {[...partner.name][0]?.toLocaleUpperCase()}
    </span>
  )
}
