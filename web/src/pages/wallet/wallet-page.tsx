import { useQuery } from '@tanstack/react-query'
import { Navigate } from '@tanstack/react-router'
import { useState } from 'react'
import { wallet } from '../../../../server/src/api.ts'
import { call } from '../../call.ts'
import { useMessages } from '../../messages/language.tsx'
import { useWalletWords } from '../../messages/wallet/index.ts'
import { meQuery } from '../../session.ts'
import { Button } from '../../ui/button.tsx'
import { Choices } from '../../ui/choices.tsx'
import { Notice } from '../../ui/notice.tsx'
import { BrokenPage } from '../../ui/shell/broken-page.tsx'
import { Heading } from '../../ui/shell/heading.tsx'
import { Loading } from '../../ui/shell/loading.tsx'
import { usePageTitle } from '../../ui/shell/page-title.ts'
import { useTask } from '../../ui/use-task.ts'
import { resumeQuery } from '../resume/resume-queries.ts'
import { Download } from './download.tsx'
import { ShowOffer } from './show-offer.tsx'
import { type Offer, type Offerable, offerableIn } from './wallet-queries.ts'

/** Choose what goes, then the code to scan. */
export function WalletPage() {
  const words = useWalletWords()
  const messages = useMessages()
  const { data: me, error: meError } = useQuery(meQuery)
  const resume = useQuery({ ...resumeQuery, enabled: Boolean(me) })
  const [offer, setOffer] = useState<Offer>()
  const [chosen, setChosen] = useState('')
  usePageTitle(words.title)
  if (me === null) return <Navigate to="/sign-in" search={{ next: '/wallet' }} replace />
  const failed = (me === undefined && meError) || (!resume.data && resume.error)
  if (failed) return <BrokenPage error={failed} />
  if (!resume.data) return <Loading />
  const make = async () => setOffer(await call(wallet.createWalletOffer, { body: chosen === '' ? {} : { credentialId: chosen } }))
  if (offer) return <ShowOffer key={offer.id} offer={offer} onAgain={make} onOther={() => setOffer(undefined)} />
  return <Choose offerable={offerableIn(resume.data, messages)} chosen={chosen} onChosen={setChosen} onMake={make} />
}

interface Props {
  offerable: Offerable[]
  /** '' is the resume */
  chosen: string
  onChosen: (id: string) => void
  onMake: () => Promise<void>
}

function Choose({ offerable, chosen, onChosen, onMake }: Props) {
  const words = useWalletWords()
  const { busy, error, run } = useTask(words.problems)
  const whole = { value: '', word: words.resume, text: words.resumeText }
  const options = [whole, ...offerable.map(({ id, title, issuer }) => ({ value: id, word: title, text: words.badgeText(issuer) }))]
  return (
    <div className="mx-auto max-w-2xl px-4 py-10 sm:px-6 sm:py-16">
      <Heading>{words.title}</Heading>
      <p className="mt-3 mb-8 max-w-[60ch] text-soft">{words.lead}</p>
      <Choices legend={words.what} options={options} value={chosen} onValue={onChosen} />
      {offerable.length === 0 && <p className="mt-3 text-sm text-soft">{words.noBadges}</p>}
      {error && <Notice tone="red">{error}</Notice>}
      <Button className="mt-6" busy={busy} onClick={() => void run(onMake)}>
        {words.make}
      </Button>
      <Download />
    </div>
  )
}
