import { useQuery } from '@tanstack/react-query'
import { Navigate } from '@tanstack/react-router'
import { Refusal } from '../../call.ts'
import { useSharesWords } from '../../messages/shares/index.ts'
import { BrokenPage } from '../../ui/shell/broken-page.tsx'
import { Loading } from '../../ui/shell/loading.tsx'
import { usePageTitle } from '../../ui/shell/page-title.ts'
import { Toasts } from '../../ui/toasts.tsx'
import { SharesList } from './shares-list.tsx'
import { sharesQuery } from './shares-queries.ts'

/** Links to the resume: made, changed, ended here. */
export function SharesPage() {
  const words = useSharesWords()
  const { data, error } = useQuery(sharesQuery)
  usePageTitle(words.title)
  if (error instanceof Refusal && error.status === 401) return <Navigate to="/sign-in" search={{ next: '/shares' }} replace />
  if (!data) return error ? <BrokenPage error={error} /> : <Loading />
  return (
    <Toasts timeout={10_000}>
      <SharesList shares={data.shares} />
    </Toasts>
  )
}
