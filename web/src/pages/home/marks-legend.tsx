import { useMessages } from '../../messages/language.tsx'
import type { SealWord } from '../../messages/shapes.ts'
import { Mark } from '../../ui/seal/mark.tsx'
import { inkOf } from '../../ui/seal/tone.ts'

const SHOWN: SealWord[] = ['verified', 'verified-issuer-unknown', 'unsigned', 'unconfirmed', 'expired', 'revoked', 'invalid', 'withdrawn']

/** Every mark with its word and its meaning. */
export function MarksLegend() {
  const { home, verdicts } = useMessages()
  return (
    <section aria-labelledby="marks" className="border-t border-line py-12">
      <h2 id="marks" className="font-serif text-xl font-semibold">
        {home.marks}
      </h2>
      <dl className="mt-6 grid gap-x-8 gap-y-6 sm:grid-cols-2 lg:grid-cols-4">
        {SHOWN.map((verdict) => (
          <div key={verdict}>
            <dt className={`flex min-h-6 items-center gap-2 text-sm font-semibold ${inkOf(verdict)}`}>
              <Mark verdict={verdict} size={20} />
              {verdicts[verdict].word}
            </dt>
            <dd className="mt-1 max-w-[40ch] text-sm text-soft">{verdicts[verdict].means}</dd>
          </div>
        ))}
      </dl>
    </section>
  )
}
