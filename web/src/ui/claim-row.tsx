import { useLanguage } from '../messages/language.tsx'
import { writeDate } from './dates.ts'
import type { ClaimFacts } from './seal/claim-facts.ts'
import { Seal } from './seal/seal.tsx'

interface Props {
  title: string
  issuer: string
  date: string
  description: string
  claim: ClaimFacts
  dimmed?: boolean
}

/** One line of a resume: what, who says so, when; the seal stands in the margin. */
export function ClaimRow({ title, issuer, date, description, claim, dimmed = false }: Props) {
  const { messages, locale } = useLanguage()
  return (
    <div className="sm:grid sm:grid-cols-[minmax(0,1fr)_auto] sm:gap-6">
      <div className={`min-w-0 ${dimmed ? 'text-soft' : ''}`}>
        <h3 className="font-serif text-base font-semibold">
          <bdi>{title}</bdi>
        </h3>
        <p className="text-sm text-soft">
          <bdi>{issuer}</bdi>
          {issuer && date && ' · '}
          {date && <bdi className="tabular inline-block">{writeDate(date, locale)}</bdi>}
          {dimmed && ` · ${messages.resume.hidden}`}
        </p>
        {description && (
          <p dir="auto" className="mt-1 max-w-[70ch] font-serif text-base whitespace-pre-line">
            {description}
          </p>
        )}
      </div>
      <div className="mt-2 sm:mt-0">
        <Seal claim={claim} />
      </div>
    </div>
  )
}
