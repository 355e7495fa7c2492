import { Link } from '@tanstack/react-router'
import { useLanguage } from '../../messages/language.tsx'
import { useMe } from '../../session.ts'
import { writeMoment } from '../dates.ts'

/** While an account is on its way out, every page says so and leads to the undo. */
export function LeavingBanner() {
  const { messages, locale } = useLanguage()
  const erasesAt = useMe()?.erasesAt
  if (!erasesAt) return null
  return (
    <aside
      aria-label={messages.shell.leavingUndo}
      className="border-b border-line bg-red-wash px-4 py-2 text-center text-sm text-red print:hidden"
    >
      {messages.shell.leaving(writeMoment(erasesAt, locale, { dateStyle: 'long', timeStyle: 'short' }))}{' '}
      <Link to="/settings" className="font-semibold underline underline-offset-2">
        {messages.shell.leavingUndo}
      </Link>
    </aside>
  )
}
