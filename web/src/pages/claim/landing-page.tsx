import { Navigate } from '@tanstack/react-router'
import { serverWords } from '../../server-words.ts'
import { useMe } from '../../session.ts'
import { MessagePage } from '../../ui/shell/message-page.tsx'
import { SignInSteps } from '../../ui/sign-in-steps/sign-in-steps.tsx'
import { UnknownLinkPage } from './gone-page.tsx'

/** A partner's short name instead of a link: its own words, and the way in. Anything else is an unknown link. */
export function LandingPage() {
  const me = useMe()
  const isLanding = serverWords.path === window.location.pathname && serverWords.lines.length > 0
  if (!isLanding) return <UnknownLinkPage />
  if (me) return <Navigate to="/resume" replace />
  return (
    <MessagePage title={serverWords.heading}>
      {serverWords.lines.map((line) => (
        <p key={line} dir="auto" className="whitespace-pre-line">
          {line}
        </p>
      ))}
      <div className="max-w-sm pt-4">
        <SignInSteps />
      </div>
    </MessagePage>
  )
}
