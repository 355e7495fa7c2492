import { useMessages } from '../../messages/language.tsx'
import { ClaimRow } from '../../ui/claim-row.tsx'
import { LevelDots } from '../../ui/level-dots.tsx'
import { Mark } from '../../ui/seal/mark.tsx'
import { Seal } from '../../ui/seal/seal.tsx'
import { SAMPLE_ENTRIES, SAMPLE_NAME, SAMPLE_SKILLS } from './sample.ts'

const claims = [...SAMPLE_ENTRIES, ...SAMPLE_SKILLS].map(({ claim }) => claim)

/** A sheet with working seals, said to be a sample before anything else. */
export function SampleResume() {
  const { home, resume, sections } = useMessages()
  const verified = claims.filter(({ verdict }) => verdict === 'verified').length
  return (
    <section aria-labelledby="sample" className="min-w-0 self-start rounded border border-line bg-sheet">
      <p className="flex items-baseline gap-3 border-b border-line px-4 py-3 text-xs text-soft sm:px-8">
        <strong id="sample" className="shrink-0 rounded border border-strong px-1.5 py-0.5 font-semibold text-ink">
          {home.sample}
        </strong>
        <span>{home.sampleNote}</span>
      </p>
      <div className="px-4 pt-6 pb-4 sm:px-8">
        <h2 lang="en" className="font-serif text-xl font-semibold">
          {SAMPLE_NAME}
        </h2>
        <p className="tabular mt-2 flex items-center gap-2 text-sm font-medium text-verified">
          <Mark verdict="verified" size={18} />
          {resume.summary(verified, claims.length)}
        </p>
        {SAMPLE_ENTRIES.map((entry) => (
          <div key={entry.title} className="mt-5">
            <p className="mb-2 border-b border-line pb-1 text-xs font-semibold text-soft">{sections[entry.section]}</p>
            <div lang="en">
              <ClaimRow {...entry} />
            </div>
          </div>
        ))}
        <p className="mt-5 border-b border-line pb-1 text-xs font-semibold text-soft">{sections['Skills and Abilities']}</p>
        <ul>
          {SAMPLE_SKILLS.map(({ level, claim }) => (
            <li key={claim.title} className="flex flex-wrap items-center gap-x-4 gap-y-1 border-b border-line py-2 last:border-b-0">
              <h3 lang="en" className="min-w-0 flex-1 basis-36 font-serif text-base font-semibold">
                {claim.title}
              </h3>
              <LevelDots level={level} />
              <Seal claim={claim} />
            </li>
          ))}
        </ul>
      </div>
    </section>
  )
}
