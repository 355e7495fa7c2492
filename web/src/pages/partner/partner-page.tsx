import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Outlet } from '@tanstack/react-router'
import { portal } from '../../../../server/src/api.ts'
import { call, Refusal } from '../../call.ts'
import { usePartnerWords } from '../../messages/partner/index.ts'
import { Button } from '../../ui/button.tsx'
import { BrokenPage } from '../../ui/shell/broken-page.tsx'
import { Heading } from '../../ui/shell/heading.tsx'
import { Loading } from '../../ui/shell/loading.tsx'
import { usePageTitle } from '../../ui/shell/page-title.ts'
import { Toasts } from '../../ui/toasts.tsx'
import { ViewTabs } from '../../ui/view-tabs.tsx'
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
        <ViewTabs label={words.nav} views={VIEWS} word={(view) => words.views[view]} />
        <div className="pt-8">
          <Outlet />
        </div>
      </div>
    </Toasts>
  )
}
