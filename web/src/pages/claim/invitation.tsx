import { useLanguage } from '../../messages/language.tsx'
import { writeMoment } from '../../ui/dates.ts'
import { SignInSteps } from '../../ui/sign-in-steps/sign-in-steps.tsx'
import type { Claim } from './claim-query.ts'
import { PartnerBand } from './partner-band.tsx'

/** "Institution X has 3 credentials for you": one field, one button. Nothing personal before the code. */
export function Invitation({ claim, onSignedIn }: { claim: Claim; onSignedIn: () => Promise<void> }) {
  const { messages, locale } = useLanguage()
  const { partner, landing, credentials, skills, expiresAt } = claim
  return (
    <>
      <PartnerBand claim={claim} />
      <div className="mx-auto max-w-2xl px-4 py-12 sm:px-6 sm:py-20">
        <h1 dir="auto" className="font-serif text-2xl font-semibold">
          {messages.claim.title(partner.name, credentials, skills)}
        </h1>
        {landing?.text && (
          <p dir="auto" className="mt-4 whitespace-pre-line">
            {landing.text}
          </p>
        )}
        <p className="mt-4 max-w-[60ch] text-soft">{messages.claim.lead}</p>
        <div className="mt-8 max-w-sm">
          <SignInSteps onSignedIn={onSignedIn} />
        </div>
        <p className="tabular mt-8 text-sm text-soft">{messages.claim.openUntil(writeMoment(expiresAt, locale))}</p>
      </div>
    </>
  )
}
