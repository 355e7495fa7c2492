import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { partners } from '../../../../server/src/api.ts'
import { call, Refusal } from '../../call.ts'
import { useFindWords } from '../../messages/find/index.ts'
import { Button } from '../../ui/button.tsx'
import { BrokenPage } from '../../ui/shell/broken-page.tsx'
import { Heading } from '../../ui/shell/heading.tsx'
import { Loading } from '../../ui/shell/loading.tsx'
import { MessagePage } from '../../ui/shell/message-page.tsx'
import { NotFoundPage } from '../../ui/shell/not-found-page.tsx'
import { usePageTitle } from '../../ui/shell/page-title.ts'
import { FindForm } from './find-form.tsx'

/** Says who one is to a partner; what follows comes by mail, whether or not anything is held. */
export function FindPage() {
  const { partner: slug } = useParams({ from: '/findmyresume/$partner' })
  const words = useFindWords()
  const { data: partner, error } = useQuery({
    queryKey: ['partner', slug],
    queryFn: () => call(partners.getPartnerPage, { params: { slug } }),
  })
  const [asked, setAsked] = useState(false)
  usePageTitle(partner?.findMyResume ? words.title(partner.name) : undefined)
  if (error instanceof Refusal && error.status === 404) return <NotFoundPage />
  if (!partner) return error ? <BrokenPage error={error} /> : <Loading />
  if (!partner.findMyResume) return <NotFoundPage />
  if (asked) {
    return (
      <MessagePage title={words.sentTitle} takesFocus>
        <p>{words.sent(partner.name)}</p>
        <p className="text-soft">{words.notThere(partner.name)}</p>
        <p className="pt-4">
          <Button look="secondary" onClick={() => setAsked(false)}>
            {words.again}
          </Button>
        </p>
      </MessagePage>
    )
  }
  return (
    <div className="mx-auto max-w-md px-4 py-16 sm:px-6 sm:py-24">
      <Heading>{words.title(partner.name)}</Heading>
      <p className="mt-3 mb-8 text-soft">{words.lead(partner.name)}</p>
      <FindForm slug={slug} onAsked={() => setAsked(true)} />
    </div>
  )
}
