import { useQuery } from '@tanstack/react-query'
import { useWalletWords } from '../../messages/wallet/index.ts'
import { Button, buttonClass } from '../../ui/button.tsx'
import { Copyable } from '../../ui/copyable.tsx'
import { Notice } from '../../ui/notice.tsx'
import { Heading } from '../../ui/shell/heading.tsx'
import { useTask } from '../../ui/use-task.ts'
import { TransactionCode } from './transaction-code.tsx'
import { type Offer, offerQuery, walletsQuery } from './wallet-queries.ts'

interface Props {
  offer: Offer
  onAgain: () => Promise<void>
  onOther: () => void
}

/** The code to scan, the code to type, and how it goes. */
export function ShowOffer({ offer, onAgain, onOther }: Props) {
  const words = useWalletWords()
  const { busy, error, run } = useTask(words.problems)
  const status = useQuery(offerQuery(offer.id)).data?.status ?? 'waiting'
  if (status !== 'waiting')
    return (
      <div className="mx-auto max-w-xl px-4 py-16 sm:px-6 sm:py-24">
        <Heading takesFocus>{words[status]}</Heading>
        <p className="mt-4 max-w-[60ch]">{status === 'taken' ? words.takenText(offer.title) : words.expiredText}</p>
        {error && <Notice tone="red">{error}</Notice>}
        <div className="mt-6 flex flex-wrap gap-3">
          {status === 'expired' && (
            <Button busy={busy} onClick={() => void run(onAgain)}>
              {words.again}
            </Button>
          )}
          <Button look="secondary" onClick={onOther}>
            {words.another}
          </Button>
        </div>
      </div>
    )
  return (
    <div className="mx-auto max-w-4xl px-4 py-10 sm:px-6 sm:py-16">
      <Heading takesFocus>{offer.title}</Heading>
      <div className="mt-8 grid gap-x-12 gap-y-10 md:grid-cols-[18rem_minmax(0,1fr)]">
        <section aria-labelledby="scan">
          <h2 id="scan" className="font-semibold">
            {words.scan}
          </h2>
          <img
            src={`data:image/svg+xml;utf8,${encodeURIComponent(offer.qr)}`}
            alt={words.qr(offer.title)}
            className="mt-4 aspect-square w-full max-w-72 rounded border border-line"
          />
        </section>
        <div>
          <TransactionCode code={offer.transactionCode} expiresAt={offer.expiresAt} />
          <OpenHere offer={offer} />
        </div>
      </div>
      <Button look="secondary" className="mt-10" onClick={onOther}>
        {words.another}
      </Button>
    </div>
  )
}

/** The wallets of this device: the operator's list, and whatever the system knows. */
function OpenHere({ offer: { deepLink, offerUri } }: { offer: Offer }) {
  const words = useWalletWords()
  const wallets = useQuery(walletsQuery).data?.wallets ?? []
  return (
    <section aria-labelledby="here" className="mt-10 border-t border-line pt-6">
      <h2 id="here" className="font-semibold">
        {words.here}
      </h2>
      <ul className="mt-4 flex flex-wrap gap-3">
        {wallets.map(({ id, name, logo, link }) => (
          <li key={id}>
            <a href={link.replaceAll('{offer}', encodeURIComponent(offerUri))} rel="noreferrer" className={buttonClass('secondary')}>
              {logo && <img src={logo} alt="" className="size-6 object-contain" />}
              {words.openIn(name)}
            </a>
          </li>
        ))}
        <li>
          <a href={deepLink} className={buttonClass(wallets.length === 0 ? 'primary' : 'secondary')}>
            {words.open}
          </a>
        </li>
      </ul>
      <div className="mt-6">
        <Copyable label={words.link} text={deepLink} />
      </div>
    </section>
  )
}
