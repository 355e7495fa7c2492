import { usePartnerWords } from '../../messages/partner/index.ts'
import { PartnerBand } from '../claim/partner-band.tsx'
import type { LandingDraft } from './landing-draft.ts'
import type { OwnPartner } from './partner-queries.ts'

/** The head of the claim page as it will look, from the same parts. */
export function LandingPreview({ partner, draft }: { partner: OwnPartner; draft: LandingDraft }) {
  const { landing: words } = usePartnerWords()
  const { title, marketplace, text, background, accent } = draft
  const { name, slug } = partner
  return (
    <section aria-label={words.preview}>
      <h2 className="text-sm font-medium">{words.preview}</h2>
      <div className="mt-2 overflow-hidden rounded border border-line bg-paper">
        <PartnerBand
          claim={{
            partner: { name, slug, logo: draft.logo },
            landing: { title, text, marketplace, background, accent },
          }}
        />
        <div className="px-4 py-8 sm:px-6">
          <p dir="auto" className="font-serif text-xl font-semibold">
            {words.previewTitle(name)}
          </p>
          {text && (
            <p dir="auto" className="mt-4 whitespace-pre-line">
              {text}
            </p>
          )}
        </div>
      </div>
    </section>
  )
}
