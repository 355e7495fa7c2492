import { lazy, Suspense, useState } from 'react'
import { useMessages } from '../../messages/language.tsx'
import { type ClaimFacts, sealWordOf } from './claim-facts.ts'
import { Mark } from './mark.tsx'
import { toneOf } from './tone.ts'

const loadPanel = () => import('./checks-panel.tsx')
const ChecksPanel = lazy(() => loadPanel().then((module) => ({ default: module.ChecksPanel })))

/** The product in one mark: a shape and a word; pressing it opens the checks. */
export function Seal({ claim }: { claim: ClaimFacts }) {
  const messages = useMessages()
  const [open, setOpen] = useState(false)
  const word = sealWordOf(claim)
  const label = messages.verdicts[word].word
  const preload = () => void loadPanel()
  return (
    <>
      <button
        type="button"
        aria-haspopup="dialog"
        aria-label={messages.seal.open(label, claim.title)}
        onClick={() => setOpen(true)}
        onPointerEnter={preload}
        onFocus={preload}
        className={`inline-flex min-h-7 items-center gap-1.5 rounded border px-2 py-0.5 text-left text-xs font-medium transition-colors ${toneOf(word)}`}
      >
        <Mark verdict={word} />
        {label}
      </button>
      {open && (
        <Suspense>
          <ChecksPanel claim={claim} onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  )
}
