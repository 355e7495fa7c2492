import { useId } from 'react'
import { useLanguage } from '../../messages/language.tsx'
import { Checkbox } from '../checkbox.tsx'
import { writeDate } from '../dates.ts'
import { LevelDots } from '../level-dots.tsx'
import { verdictReason } from '../seal/check-words.ts'
import { Seal } from '../seal/seal.tsx'
import type { ShownItem } from './held-item.ts'

export function ArrivedItem({ item, checked, onToggle }: { item: ShownItem; checked: boolean; onToggle: () => void }) {
  const { messages, locale } = useLanguage()
  const id = useId()
  const facts = [item.issuer, writeDate(item.date, locale)].filter(Boolean)
  const claim = {
    title: item.title,
    verdict: item.verdict,
    // nobody else stands behind one's own words
    proofs:
      item.kind === 'own'
        ? []
        : [{ id: item.assertionId, issuer: item.issuer, date: item.date, verdict: item.verdict, checks: item.checks }],
  }
  const reason = item.kind === 'own' ? messages.verdicts['self-asserted'].means : verdictReason(item.verdict, item.checks, messages)
  return (
    <li className="flex gap-3 border-b border-line py-4">
      <Checkbox
        id={id}
        checked={checked}
        disabled={!item.available}
        onChange={onToggle}
        aria-describedby={`${id}-why`}
        className="mt-0.5"
      />
      <div className="min-w-0 flex-1 sm:flex sm:items-start sm:gap-6">
        <div className="min-w-0 flex-1">
          <label htmlFor={id} className="block font-serif text-base font-semibold">
            <bdi>{item.title}</bdi>
          </label>
          {facts.length > 0 && (
            <p className="tabular mt-0.5 text-sm text-soft">
              <bdi>{facts[0]}</bdi>
              {facts[1] && (
                <>
                  {' · '}
                  <bdi className="inline-block">{facts[1]}</bdi>
                </>
              )}
            </p>
          )}
          {item.level && <LevelDots level={item.level} className="mt-1" />}
          {item.description && (
            <p dir="auto" className="mt-1 line-clamp-2 text-sm">
              {item.description}
            </p>
          )}
        </div>
        <div className="mt-2 sm:mt-0 sm:w-52 sm:shrink-0">
          <Seal claim={claim} />
          <p id={`${id}-why`} dir="auto" className="mt-1 text-xs text-soft">
            {item.available ? reason : (item.why ?? messages.claim.taken)}
          </p>
        </div>
      </div>
    </li>
  )
}
