import { CircleHelp, Check as Tick, X } from 'lucide-react'
import type { words } from '../../../../server/src/api.ts'
import { useLanguage } from '../../messages/language.tsx'
import { checkReason, checkSentence } from './check-words.ts'

const icons = { passed: Tick, failed: X, unknown: CircleHelp }
const inks = { passed: 'text-ink', failed: 'text-red', unknown: 'text-grey' }

/** A named check in plain words; the reason follows when it did not pass. */
export function CheckItem({ check, verdict }: { check: words.Check; verdict: words.Verdict }) {
  const { messages, locale } = useLanguage()
  const reason = checkReason(check, locale)
  const Icon = icons[check.outcome]
  return (
    <li className="flex gap-3 border-b border-line py-2.5 text-sm last:border-b-0">
      <Icon size={18} strokeWidth={1.75} aria-hidden="true" className={`mt-px shrink-0 ${inks[check.outcome]}`} />
      <div className="min-w-0 flex-1">
        <p>{checkSentence(check, verdict, messages)}</p>
        {reason && (
          <p dir="auto" className="mt-0.5 text-xs text-soft">
            {reason}
          </p>
        )}
      </div>
      <span className={`shrink-0 text-xs leading-5 ${inks[check.outcome]}`}>{messages.outcomes[check.outcome]}</span>
    </li>
  )
}
