import { useLanguage } from '../../messages/language.tsx'
import { writeDate, writeMoment } from '../dates.ts'
import { ExternalLink } from '../external-link.tsx'
import { CheckItem } from './check-item.tsx'
import type { ProofFacts } from './claim-facts.ts'
import { Mark } from './mark.tsx'
import { inkOf } from './tone.ts'

/** One statement: who, when, the named checks, and the raw ids on request. */
export function ProofDetails({ proof, heading }: { proof: ProofFacts; heading: string | null }) {
  const { messages, locale } = useLanguage()
  const { seal, verdicts } = messages
  const facts: [string, string][] = [
    [seal.issuer, proof.issuer],
    [seal.issuedOn, writeDate(proof.date, locale)],
    [seal.sentBy, proof.partner === proof.issuer ? '' : (proof.partner ?? '')],
    [seal.checkedAt, proof.checkedAt ? writeMoment(proof.checkedAt, locale, { dateStyle: 'long', timeStyle: 'short' }) : ''],
  ]
  const evidence = proof.verdict === 'verified' || proof.verdict === 'verified-issuer-unknown' ? (proof.evidence ?? []) : []
  return (
    <article className="border-line not-first:mt-8 not-first:border-t">
      {heading && (
        <h3 className="mt-5 flex items-center justify-between text-sm font-semibold">
          {heading}
          <span className={`flex items-center gap-1.5 text-xs font-medium ${inkOf(proof.verdict)}`}>
            <Mark verdict={proof.verdict} />
            {verdicts[proof.verdict].word}
          </span>
        </h3>
      )}
      <dl className={`${heading ? 'mt-3' : 'mt-5'} grid grid-cols-[auto_1fr] gap-x-4 gap-y-1 text-sm`}>
        {facts
          .filter(([, value]) => value)
          .map(([name, value]) => (
            <div key={name} className="contents">
              <dt className="text-soft">{name}</dt>
              <dd dir="auto" className="tabular">
                {value}
              </dd>
            </div>
          ))}
      </dl>
      {!heading && <h3 className="mt-6 text-sm font-semibold">{seal.checks}</h3>}
      {proof.checks.length === 0 && <p className="mt-2 text-sm text-soft">{seal.noChecks}</p>}
      <ul className="mt-1">
        {proof.checks.map((check) => (
          <CheckItem key={`${check.id}${check.at}`} check={check} verdict={proof.verdict} />
        ))}
      </ul>
      {evidence.length > 0 && (
        <>
          <h3 className="mt-6 text-sm font-semibold">{seal.evidenceLinks}</h3>
          <ul className="mt-2 space-y-1 text-sm">
            {evidence.map((item) => (
              <li key={item.url} dir="auto">
                <ExternalLink href={item.url}>{item.name || item.url}</ExternalLink>
              </li>
            ))}
          </ul>
        </>
      )}
      <details className="mt-6 text-sm">
        <summary className="w-fit py-1 text-soft underline decoration-strong underline-offset-2 hover:text-ink">{seal.evidence}</summary>
        <ul className="mt-2 space-y-2 rounded bg-shade p-3 font-mono text-xs">
          {proof.id && (
            <li>
              {seal.identifier}: {proof.id}
            </li>
          )}
          {proof.checks.map((check) => (
            <li key={`${check.id}${check.at}`}>
              {check.id} = {check.outcome} {check.at && `@ ${check.at}`}
              <br />
              {check.because}
            </li>
          ))}
        </ul>
      </details>
    </article>
  )
}
