import { Link } from '@tanstack/react-router'
import { useMessages } from '../../messages/language.tsx'
import { useMe, useSignOut } from '../../session.ts'
import { buttonClass } from '../button.tsx'

export function TopBar() {
  const { shell } = useMessages()
  const me = useMe()
  const signOut = useSignOut()
  const quiet = buttonClass('quiet', 'min-h-10 px-3')
  return (
    <header className="border-b border-line bg-paper print:hidden">
      <div className="mx-auto flex min-h-14 max-w-6xl flex-wrap items-center justify-between gap-x-4 px-4 sm:px-6">
        <Link to="/" aria-label={shell.home} className="py-2 font-serif text-lg font-semibold tracking-tight">
          Laurel
        </Link>
        <nav aria-label={shell.main} className="-mr-3 flex items-center">
          {me && (
            <Link to="/resume" className={quiet} activeProps={{ 'aria-current': 'page', className: 'text-ink!' }}>
              {shell.resume}
            </Link>
          )}
          {me && (
            <Link
              to="/settings"
              className={buttonClass('quiet', 'min-h-10 px-3 max-sm:hidden')}
              activeProps={{ 'aria-current': 'page', className: 'text-ink!' }}
            >
              {shell.settings}
            </Link>
          )}
          {me && (
            <button type="button" onClick={signOut} className={quiet}>
              {shell.signOut}
            </button>
          )}
          {me === null && (
            <Link to="/sign-in" className={quiet}>
              {shell.signIn}
            </Link>
          )}
        </nav>
      </div>
    </header>
  )
}
