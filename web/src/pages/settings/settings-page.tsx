import { useQuery } from '@tanstack/react-query'
import { Navigate } from '@tanstack/react-router'
import { useSettingsWords } from '../../messages/settings/index.ts'
import { meQuery } from '../../session.ts'
import { BrokenPage } from '../../ui/shell/broken-page.tsx'
import { Heading } from '../../ui/shell/heading.tsx'
import { Loading } from '../../ui/shell/loading.tsx'
import { usePageTitle } from '../../ui/shell/page-title.ts'
import { Toasts } from '../../ui/toasts.tsx'
import { Addresses } from './addresses.tsx'
import { Connections } from './connections.tsx'
import { Leave } from './leave.tsx'
import { OwnName } from './own-name.tsx'
import { Sessions } from './sessions.tsx'
import { TakeAlong } from './take-along.tsx'

/** Who the person is here, where they are signed in, who may send to them, and how they leave. */
export function SettingsPage() {
  const words = useSettingsWords()
  const { data: me, error } = useQuery(meQuery)
  usePageTitle(words.title)
  if (me === null) return <Navigate to="/sign-in" search={{ next: '/settings' }} replace />
  if (me === undefined) return error ? <BrokenPage error={error} /> : <Loading />
  return (
    <Toasts>
      <div className="mx-auto max-w-2xl space-y-12 px-4 py-10 sm:px-6 sm:py-16">
        <Heading>{words.title}</Heading>
        <OwnName me={me} />
        <Addresses />
        <Sessions />
        <Connections />
        <TakeAlong />
        <Leave me={me} />
      </div>
    </Toasts>
  )
}
