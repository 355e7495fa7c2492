import { Outlet } from '@tanstack/react-router'
import { useEffect } from 'react'
import { useVerifyWords } from '../../messages/verify/index.ts'
import { entry } from '../../pages/verify/entry.ts'
import { hasHost, tellHost } from '../../pages/verify/host.ts'
import { buttonClass } from '../button.tsx'

const close = () => tellHost({ event: 'record:verification.close' })

/** The frame of a page inside another site: no way out of it but closing. */
export function BareShell() {
  const words = useVerifyWords()
  useEffect(() => {
    if (entry.theme) document.documentElement.dataset.theme = entry.theme
    const byEscape = (event: KeyboardEvent) => event.key === 'Escape' && !event.defaultPrevented && close()
    window.addEventListener('keydown', byEscape)
    return () => window.removeEventListener('keydown', byEscape)
  }, [])
  return (
    <div className="flex min-h-dvh flex-col">
      <header className="sticky top-0 z-10 border-b border-line bg-paper">
        <div className="mx-auto flex min-h-12 max-w-2xl items-center justify-between gap-4 px-4 sm:px-6">
          <p className="text-sm">
            <span className="font-serif text-base font-semibold">Laurel</span>
            {entry.candidateName && (
              <span dir="auto" className="ml-3 text-soft">
                {words.for(entry.candidateName)}
              </span>
            )}
          </p>
          {!hasHost && entry.fromResume && (
            <a href="/resume" className={buttonClass('quiet', '-mr-2')}>
              {words.toResume}
            </a>
          )}
          {hasHost && (
            <button type="button" onClick={close} className={buttonClass('quiet', '-mr-2')}>
              {words.close}
            </button>
          )}
        </div>
      </header>
      <main id="content" tabIndex={-1} className="flex-1">
        <Outlet />
      </main>
    </div>
  )
}
