import { useQuery } from '@tanstack/react-query'
import { useEffect } from 'react'
import { Refusal } from '../../call.ts'
import { useVerifyWords } from '../../messages/verify/index.ts'
import { BrokenPage } from '../../ui/shell/broken-page.tsx'
import { Loading } from '../../ui/shell/loading.tsx'
import { MessagePage } from '../../ui/shell/message-page.tsx'
import { usePageTitle } from '../../ui/shell/page-title.ts'
import { entry } from './entry.ts'
import { Flow } from './flow.tsx'
import { tellHost } from './host.ts'
import { sessionQuery } from './session-api.ts'

/** The flow a platform opens with a session token. */
export function VerifyPage() {
  const words = useVerifyWords()
  const { data, error, refetch } = useQuery({ ...sessionQuery, enabled: entry.session !== '' })
  usePageTitle(words.title)
  useEffect(() => tellHost({ event: 'record:ready' }), [])
  const gone = error instanceof Refusal && error.status >= 400 && error.status < 429
  useEffect(() => {
    if (gone) tellHost({ event: 'record:verification.failed', error: { code: error.code, message: error.message } })
  }, [gone, error])
  if (!entry.session) return <Said title={words.noSessionTitle} text={words.noSession} />
  if (gone) return <Said title={words.goneTitle} text={words.gone} />
  if (error) return <BrokenPage error={error} reset={() => void refetch()} />
  if (!data) return <Loading />
  return <Flow {...data} />
}

const Said = ({ title, text }: { title: string; text: string }) => (
  <MessagePage title={title}>
    <p>{text}</p>
  </MessagePage>
)
