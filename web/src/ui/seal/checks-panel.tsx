import { Dialog } from '@base-ui/react/dialog'
import { X } from 'lucide-react'
import { useMessages } from '../../messages/language.tsx'
import { type ClaimFacts, sealWordOf } from './claim-facts.ts'
import { Mark } from './mark.tsx'
import { ProofDetails } from './proof-details.tsx'
import { inkOf } from './tone.ts'

/** A sheet beside the page: what was checked, what came out, and the raw facts on request. */
export function ChecksPanel({ claim, onClose }: { claim: ClaimFacts; onClose: () => void }) {
  const messages = useMessages()
  const word = sealWordOf(claim)
  return (
    <Dialog.Root open onOpenChange={(open) => !open && onClose()}>
      <Dialog.Portal>
        <Dialog.Backdrop className="fixed inset-0 z-20 bg-ink/20 dark:bg-paper/70" />
        <Dialog.Popup className="fixed inset-x-0 bottom-0 z-30 flex max-h-[88dvh] flex-col border-t border-line bg-sheet shadow-float sm:inset-y-0 sm:left-auto sm:max-h-none sm:w-[440px] sm:border-t-0 sm:border-l">
          <div className="flex items-start gap-3 border-b border-line px-6 py-5">
            <div className="min-w-0 flex-1">
              <p className={`flex items-center gap-2 text-lg font-semibold ${inkOf(word)}`}>
                <Mark verdict={word} size={24} />
                {messages.verdicts[word].word}
              </p>
              <Dialog.Title dir="auto" className="mt-2 font-serif text-base font-semibold">
                {claim.title}
              </Dialog.Title>
              <Dialog.Description className="mt-1 text-sm text-soft">{messages.verdicts[word].means}</Dialog.Description>
            </div>
            <Dialog.Close
              aria-label={messages.seal.close}
              className="-mt-1 -mr-2 grid size-10 place-items-center rounded text-soft hover:bg-shade hover:text-ink"
            >
              <X size={20} strokeWidth={1.5} aria-hidden="true" />
            </Dialog.Close>
          </div>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard */}
          <section tabIndex={0} aria-label={messages.seal.checks} className="overflow-y-auto px-6 pb-8 -outline-offset-2">
            {claim.proofs.length === 0 && <p className="mt-5 text-sm">{messages.seal.noChecks}</p>}
            {claim.proofs.map((proof, index) => (
              <ProofDetails
                key={proof.id ?? index}
                proof={proof}
                heading={claim.proofs.length > 1 ? messages.seal.proof(index + 1, claim.proofs.length) : null}
              />
            ))}
          </section>
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  )
}
