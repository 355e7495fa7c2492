import { useRouterState } from '@tanstack/react-router'
import { lazy, Suspense } from 'react'
import { Shell } from './shell.tsx'

const BareShell = lazy(() => import('./bare-shell.tsx').then((module) => ({ default: module.BareShell })))

/** Pages under /verify stand inside other sites and get a frame of their own. */
export function RootShell() {
  const isHosted = useRouterState({ select: ({ location }) => /^\/verify(\/|$)/.test(location.pathname) })
  if (!isHosted) return <Shell />
  return (
    <Suspense>
      <BareShell />
    </Suspense>
  )
}
