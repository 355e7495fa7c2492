import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, Outlet } from '@tanstack/react-router'
import { portal } from '../../../../server/src/api.ts'
import { call, Refusal } from '../../call.ts'
import { usePartnerWords } from '../../messages/partner/index.ts'
import { Button } from '../../ui/button.tsx'
import { BrokenPage } from '../../ui/shell/broken-page.tsx'
import { Heading } from '../../ui/shell/heading.tsx'
import { Loading } from '../../ui/shell/loading.tsx'
import { usePageTitle } from '../../ui/shell/page-title.ts'
import { Toasts } from '../../ui/toasts.tsx'
import { ownPartnerQuery, PARTNER } from './partner-queries.ts'
import { PartnerSignIn } from './partner-sign-in.tsx'

const VIEWS = [
  ['uploads', '/partner'],
  ['landing', '/partner/landing'],
  ['key', '/partner/key'],
  ['guide', '/partner/guide'],
] as const

/** The frame of a partner's pages; without a session, the way in. */
export function PartnerPage() {
  const words = usePartnerWords()
  const partner = useQuery(ownPartnerQuery)
  const queries = useQueryClient()
  usePageTitle(words.title)
  if (partner.error instanceof Refusal && partner.error.status === 401) return <PartnerSignIn />
  if (partner.error) return <BrokenPage error={partner.error} reset={() => void partner.refetch()} />
  if (!partner.data) return <Loading />
  const signOut = async () => {
    await call(portal.signOutPartner)
    queries.removeQueries({ queryKey: [PARTNER] })
    window.location.assign('/')
  }
  return (
    <Toasts>
      <div className="mx-auto max-w-6xl px-4 py-8 sm:px-6 lg:py-10">
        <div className="flex flex-wrap items-center justify-between gap-x-6">
          <Heading>{partner.data.name}</Heading>
          <Button look="quiet" className="-mx-2" onClick={() => void signOut()}>
            {words.signOut}
          </Button>
        </div>
        <nav aria-label={words.nav} className="mt-4 flex flex-wrap gap-x-6 border-b border-line">
          {VIEWS.map(([view, to]) => (
            <Link
              key={view}
              to={to}
              activeOptions={{ exact: true, includeSearch: false }}
              activeProps={{ 'aria-current': 'page', className: 'border-ink! text-ink!' }}
              className="-mb-px inline-flex min-h-11 items-center border-b-2 border-transparent text-sm font-medium text-soft hover:text-ink"
            >
              {words.views[view]}
            </Link>
          ))}
        </nav>
        <div className="pt-8">
          <Outlet />
        </div>
      </div>
    </Toasts>
  )
}
