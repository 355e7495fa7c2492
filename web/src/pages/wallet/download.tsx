import { wallet } from '../../../../server/src/api.ts'
import { useWalletWords } from '../../messages/wallet/index.ts'
import { buttonClass } from '../../ui/button.tsx'

/** The signed resume as a file. */
export function Download() {
  const words = useWalletWords()
  return (
    <section aria-labelledby="download" className="mt-12 border-t border-line pt-6">
      <h2 id="download" className="font-serif text-lg font-semibold">
        {words.download}
      </h2>
      <p className="mt-1 max-w-[60ch] text-sm text-soft">{words.downloadText}</p>
      <p className="mt-4 flex flex-wrap gap-3">
        <a href={wallet.getResumeCredential.path} download className={buttonClass('secondary')}>
          {words.json}
        </a>
        <a href={wallet.getResumeCredentialJwt.path} download className={buttonClass('secondary')}>
          {words.jwt}
        </a>
      </p>
    </section>
  )
}
