import { useWalletWords } from '../../messages/wallet/index.ts'
import { useTimeLeft } from '../../ui/use-time-left.ts'

/** The six digits the wallet asks for, read out one by one, and how long they live. */
export function TransactionCode({ code, expiresAt }: { code: string; expiresAt: string }) {
  const words = useWalletWords()
  const left = useTimeLeft(new Date(expiresAt).getTime())
  const minutes = Math.floor(left / 60)
  return (
    <section aria-labelledby="code">
      <h2 id="code" className="font-semibold">
        {words.code}
      </h2>
      <p className="tabular mt-3 font-mono text-2xl font-semibold tracking-[0.2em]" dir="ltr">
        <span aria-hidden="true">{`${code.slice(0, 3)} ${code.slice(3)}`}</span>
        <span className="sr-only">{[...code].join(' ')}</span>
      </p>
      <p className="mt-3 max-w-[60ch] text-sm text-soft">{words.codeText}</p>
      <p className="tabular mt-3 text-sm">
        <span role="status">{words.waiting}</span>
        {' · '}
        <span aria-hidden="true" className={minutes < 2 ? 'font-semibold text-amber' : ''}>
          {words.left(minutes, left % 60)}
        </span>
      </p>
    </section>
  )
}
