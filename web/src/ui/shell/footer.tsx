import { Link } from '@tanstack/react-router'
import { accounts } from '../../../../server/src/api.ts'
import { call } from '../../call.ts'
import { LANGUAGES, type Language, useLanguage } from '../../messages/language.tsx'
import { useMe } from '../../session.ts'

const quiet = 'py-1 underline decoration-strong underline-offset-2 hover:text-ink'

export function Footer() {
  const { language, messages, setLanguage } = useLanguage()
  const me = useMe()
  const choose = async (next: Language) => {
    await setLanguage(next)
    if (me) await call(accounts.updateMe, { body: { locale: next } }).catch(() => undefined)
  }
  return (
    <footer className="border-t border-line print:hidden">
      <div className="mx-auto flex max-w-6xl flex-wrap items-center justify-between gap-4 px-4 py-6 text-sm text-soft sm:px-6">
        <div>
          <p className="max-w-[60ch]">{messages.shell.footer}</p>
          <p className="mt-2 flex flex-wrap gap-x-6">
            {me && (
              <>
                <Link to="/settings" className={quiet}>
                  {messages.shell.settings}
                </Link>
                <Link to="/wallet" className={quiet}>
                  {messages.shell.wallet}
                </Link>
              </>
            )}
            <Link to="/vault" className={quiet}>
              {messages.shell.vault}
            </Link>
            <Link to="/developers" className={quiet}>
              {messages.shell.developers}
            </Link>
          </p>
        </div>
        <label className="flex items-center gap-2">
          {messages.shell.language}
          <select
            value={language}
            onChange={(event) => void choose(event.target.value as Language)}
            className="min-h-9 rounded border border-strong bg-sheet px-2 text-ink"
          >
            {Object.entries(LANGUAGES).map(([tag, name]) => (
              <option key={tag} value={tag} lang={tag}>
                {name}
              </option>
            ))}
          </select>
        </label>
      </div>
    </footer>
  )
}
