import { useReviewWords } from '../../messages/review/index.ts'
import type { Asked } from './review-queries.ts'

/** The piece of work the skills were shown in. */
export function AskedWork({ source }: { source: Asked['source'] }) {
  const words = useReviewWords()
  return (
    <section aria-labelledby="work" className="mt-8 border-l-2 border-ink pl-4">
      <h2 id="work" className="text-sm text-soft">
        {words.work} · {words.workTypes[source.type]}
      </h2>
      <p dir="auto" className="mt-1 font-serif text-lg font-semibold">
        {source.title}
      </p>
      <p className="tabular text-soft">
        <bdi>{source.subtitle}</bdi>
        {source.subtitle && source.meta && ' · '}
        <bdi>{source.meta}</bdi>
      </p>
      {source.description && (
        <p dir="auto" className="mt-2 max-w-[66ch] font-serif whitespace-pre-line">
          {source.description}
        </p>
      )}
    </section>
  )
}
