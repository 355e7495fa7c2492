import { useQuery } from '@tanstack/react-query'
import { Navigate } from '@tanstack/react-router'
import { partners } from '../../../../server/src/api.ts'
import { call } from '../../call.ts'
import { serverWords } from '../../server-words.ts'
import { useMe } from '../../session.ts'
import { Heading } from '../../ui/shell/heading.tsx'
import { usePageTitle } from '../../ui/shell/page-title.ts'
import { SignInSteps } from '../../ui/sign-in-steps/sign-in-steps.tsx'
import { UnknownLinkPage } from './gone-page.tsx'
import { PartnerBand } from './partner-band.tsx'

/** A partner's name instead of a link: its own words in its own colours, and the way in. Anything else is an unknown link. */
export function LandingPage({ name }: { name: string }) {
  const me = useMe()
  const isLanding = serverWords.path === window.location.pathname && serverWords.lines.length > 0
  const { data: partner } = useQuery({
    queryKey: ['partner', name],
    queryFn: () => call(partners.getPartnerPage, { params: { slug: name } }),
    enabled: isLanding,
  })
  usePageTitle(isLanding ? serverWords.heading : undefined)
  if (!isLanding) return <UnknownLinkPage />
  if (me) return <Navigate to="/resume" replace />
  return (
    <>
      {partner ? (
        <PartnerBand claim={{ partner, landing: partner.landing && { ...partner.landing, title: '' } }} />
      ) : (
        <div className="min-h-14" />
      )}
      <div className="mx-auto max-w-2xl px-4 py-12 sm:px-6 sm:py-20">
        <Heading>{serverWords.heading}</Heading>
        {serverWords.lines.map((line) => (
          <p key={line} dir="auto" className="mt-4 max-w-[60ch] whitespace-pre-line">
            {line}
          </p>
        ))}
        <div className="mt-8 max-w-sm">
          <SignInSteps />
        </div>
      </div>
    </>
  )
}
