import { useQuery } from '@tanstack/react-query'
import { Navigate } from '@tanstack/react-router'
import { Refusal } from '../../call.ts'
import { useMessages } from '../../messages/language.tsx'
import { meQuery } from '../../session.ts'
import { BrokenPage } from '../../ui/shell/broken-page.tsx'
import { Loading } from '../../ui/shell/loading.tsx'
import { usePageTitle } from '../../ui/shell/page-title.ts'
import { Toasts } from '../../ui/toasts.tsx'
import { Builder } from './builder.tsx'
import { resumeQuery } from './resume-queries.ts'

export function ResumePage() {
  const messages = useMessages()
  const { data: me, error: meError } = useQuery(meQuery)
  const { data: resume, dataUpdatedAt, error } = useQuery(resumeQuery)
  usePageTitle(messages.resume.title)
  if (me === null || (error instanceof Refusal && error.status === 401))
    return <Navigate to="/sign-in" search={{ next: '/resume' }} replace />
  if ((!resume && error) || (me === undefined && meError)) return <BrokenPage error={error ?? meError} />
  if (!resume || !me) return <Loading />
  return (
    <Toasts>
      <Builder resume={resume} version={dataUpdatedAt} me={me} />
    </Toasts>
  )
}
