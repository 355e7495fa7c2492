import { Outlet, useRouter } from '@tanstack/react-router'
import { useEffect, useRef } from 'react'
import { useMessages } from '../../messages/language.tsx'
import { Footer } from './footer.tsx'
import { LeavingBanner } from './leaving-banner.tsx'
import { TopBar } from './top-bar.tsx'

/** Every page: skip link, bar, content, foot. After a change of page the new heading gets the focus. */
export function Shell() {
  const { shell } = useMessages()
  const main = useRef<HTMLElement>(null)
  const router = useRouter()
  useEffect(
    () =>
      router.subscribe('onRendered', ({ fromLocation, pathChanged }) => {
        if (!fromLocation || !pathChanged) return
        window.scrollTo(0, 0)
        const target = main.current?.querySelector<HTMLElement>('h1') ?? main.current
        target?.setAttribute('tabindex', '-1')
        target?.focus({ preventScroll: true })
      }),
    [router],
  )
  return (
    <div className="flex min-h-dvh flex-col">
      <a
        href="#content"
        className="sr-only rounded bg-ink px-4 py-2 text-paper focus:not-sr-only focus:absolute focus:top-2 focus:left-2 focus:z-20"
      >
        {shell.skip}
      </a>
      <TopBar />
      <LeavingBanner />
      <main id="content" ref={main} tabIndex={-1} className="flex-1">
        <Outlet />
      </main>
      <Footer />
    </div>
  )
}
