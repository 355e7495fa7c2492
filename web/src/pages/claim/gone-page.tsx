import { Link } from '@tanstack/react-router'
import { useLanguage } from '../../messages/language.tsx'
import { useMe } from '../../session.ts'
import { buttonClass } from '../../ui/button.tsx'
import { writeMoment } from '../../ui/dates.ts'
import { MessagePage } from '../../ui/shell/message-page.tsx'

function WayOn() {
  const { claim } = useLanguage().messages
  const me = useMe()
  return (
    <p className="pt-4">
      {me ? (
        <Link to="/resume" className={buttonClass()}>
          {claim.toResume}
        </Link>
      ) : (
        <Link to="/sign-in" search={{ next: '/resume' }} className={buttonClass()}>
          {claim.toSignIn}
        </Link>
      )}
    </p>
  )
}

export interface GoneFacts {
  state?: string | undefined
  partner?: string | undefined
  at?: string | undefined
  byYou?: boolean
}

/** A link that was used or has ended: what happened, and what to do next. */
export function GonePage({ state, partner, at, byYou }: GoneFacts) {
  const { messages, locale } = useLanguage()
  const { claim } = messages
  const who = partner ?? claim.someone
  const used = state === 'claimed'
  const expired = state === 'expired'
  const day = at && writeMoment(at, locale)
  const title = used ? claim.usedTitle : expired ? claim.expiredTitle : claim.goneTitle
  return (
    <MessagePage title={title}>
      {day && used && <p>{claim.usedOn(day)}</p>}
      {day && expired && <p>{claim.expiredOn(day)}</p>}
      <p>{byYou ? claim.usedByYou : used ? claim.usedText(who) : expired ? claim.expiredText(who) : claim.goneText}</p>
      <WayOn />
    </MessagePage>
  )
}

export function UnknownLinkPage() {
  const { claim } = useLanguage().messages
  return (
    <MessagePage title={claim.unknownTitle}>
      <p>{claim.unknownText}</p>
      <WayOn />
    </MessagePage>
  )
}
