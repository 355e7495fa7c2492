import { useState } from 'react'
import type { Claim } from './claim-query.ts'
import { inkOn, isHexColor } from './landing-colors.ts'

const isPicture = (address: string | null): address is string => /^(https:\/\/|data:image\/(png|jpeg|webp);base64,|\/)/.test(address ?? '')

/** Who sends: logo, name, and the partner's own words in its own colours. */
export function PartnerBand({ claim }: { claim: Pick<Claim, 'partner' | 'landing'> }) {
  const { partner, landing } = claim
  const [broken, setBroken] = useState(false)
  const logo = landing?.logo ?? partner.logo
  const background = isHexColor(landing?.background) ? landing.background : undefined
  const accent = isHexColor(landing?.accent) ? landing.accent : undefined
  return (
    <div
      className="border-b border-line"
      style={{
        ...(background && { backgroundColor: background, color: inkOn(background) }),
        ...(accent && { borderBottom: `3px solid ${accent}` }),
      }}
    >
      <div className="mx-auto flex max-w-2xl items-center gap-4 px-4 py-4 sm:px-6">
        {isPicture(logo) && !broken && (
          <img src={logo} alt="" onError={() => setBroken(true)} className="h-10 max-w-32 shrink-0 object-contain" />
        )}
        <div className="min-w-0">
          <p dir="auto" className="font-medium">
            {landing?.title || partner.name}
          </p>
          {landing?.marketplace && (
            <p dir="auto" className="text-sm">
              {landing.marketplace}
            </p>
          )}
        </div>
      </div>
    </div>
  )
}
