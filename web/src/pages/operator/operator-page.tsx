import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Outlet, useSearch } from '@tanstack/react-router'
import { admin } from '../../../../server/src/api.ts'
import { call, Refusal } from '../../call.ts'
import { useOperatorWords } from '../../messages/operator/index.ts'
import { Button } from '../../ui/button.tsx'
import { BrokenPage } from '../../ui/shell/broken-page.tsx'
import { Heading } from '../../ui/shell/heading.tsx'
import { Loading } from '../../ui/shell/loading.tsx'
import { usePageTitle } from '../../ui/shell/page-title.ts'
import { Toasts } from '../../ui/toasts.tsx'
import { ViewTabs } from '../../ui/view-tabs.tsx'
import { ColleagueLink } from './colleague-link.tsx'
import { alertsQuery, DEAD_SHOWN, deliveriesQuery } from './operator-queries.ts'
import { OperatorSignIn } from './operator-sign-in.tsx'

const VIEWS = [
  ['action', '/operator'],
  ['partners', '/operator/partners'],
  ['platforms', '/operator/platforms'],
  ['issuers', '/operator/issuers'],
  ['credentials', '/operator/credentials'],
  ['mail', '/operator/mail'],
  ['deliveries', '/operator/deliveries'],
  ['wallets', '/operator/wallets'],
  ['usage', '/operator/usage'],
  ['audit', '/operator/audit'],
] as const

/** The frame of every operator page; without a session, the way in. */
export function OperatorPage() {
  const words = useOperatorWords()
  const { code } = useSearch({ from: '/operator' })
  const alerts = useQuery(alertsQuery)
  const queries = useQueryClient()
  const dead = useQuery({ ...deliveriesQuery('dead', DEAD_SHOWN), enabled: alerts.isSuccess })
  usePageTitle(words.title)
  if (alerts.error instanceof Refusal && alerts.error.status === 401) return <OperatorSignIn code={code} />
  if (alerts.error) return <BrokenPage error={alerts.error} reset={() => void alerts.refetch()} />
  if (!alerts.data) return <Loading />
  const waiting = alerts.data.alerts.length + (dead.data?.total ?? 0)
  const signOut = async () => {
    await call(admin.operatorSignOut)
    queries.removeQueries({ queryKey: ['operator'] })
    window.location.assign('/')
  }
  return (
    <Toasts>
      <div className="mx-auto max-w-6xl px-4 py-8 sm:px-6 lg:py-10">
        <div className="flex flex-wrap items-center justify-between gap-x-6">
          <Heading>{words.title}</Heading>
          <div className="-mx-2 flex flex-wrap">
            <ColleagueLink />
            <Button look="quiet" onClick={() => void signOut()}>
              {words.signOut}
            </Button>
          </div>
        </div>
        <ViewTabs
          label={words.nav}
          views={VIEWS}
          word={(view) => (
            <>
              {words.views[view]}
              {view === 'action' && waiting > 0 && (
                <span className="tabular rounded bg-amber-wash px-1.5 text-xs font-semibold text-amber">{waiting}</span>
              )}
            </>
          )}
        />
        <div className="pt-8">
          <Outlet />
        </div>
      </div>
    </Toasts>
  )
}
