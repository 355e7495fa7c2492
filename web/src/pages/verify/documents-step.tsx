import { useState } from 'react'
import { useLanguage } from '../../messages/language.tsx'
import { useVerifyWords } from '../../messages/verify/index.ts'
import { CheckLine } from '../../ui/check-line.tsx'
import { writeDate } from '../../ui/dates.ts'
import { useTask } from '../../ui/use-task.ts'
import { entry } from './entry.ts'
import { type Session, storeItems } from './session-api.ts'
import { StepFrame } from './step-frame.tsx'

interface Offer {
  id: string
  title: string
  facts: string
}

type Kind = 'experience' | 'project' | 'certificate'

/** What the platform brought, alike whatever its kind. */
function offersOf({ projects, experience, certificates }: Session, locale: string): Record<Kind, Offer[]> {
  const date = (text: string | undefined) => (text ? writeDate(text.slice(0, 7), locale) : '')
  const facts = (...parts: (string | undefined)[]) => parts.filter(Boolean).join(' · ')
  return {
    experience: experience.map((item) => ({
      id: item.workExperienceId,
      title: item.role,
      facts: facts(item.companyName, [date(item.startDate), date(item.endDate)].filter(Boolean).join(' – ')),
    })),
    project: projects.map((item) => ({ id: item.projectId, title: item.name, facts: facts(date(item.startDate), item.description) })),
    certificate: certificates.map((item) => ({
      id: item.credentialId,
      title: item.name,
      facts: facts(item.issuedOrganization, date(item.issueDate)),
    })),
  }
}

const KINDS = ['experience', 'project', 'certificate'] as const

/** Step 3: in which work. */
export function DocumentsStep({ session, onDone, onBack }: { session: Session; onDone: () => void; onBack: () => void }) {
  const words = useVerifyWords()
  const { locale } = useLanguage()
  const offers = offersOf(session, locale)
  const only = KINDS.flatMap((kind) => offers[kind].map(({ id }) => `${kind} ${id}`))
  // from a resume come just the entries that were chosen there
  const [chosen, setChosen] = useState<ReadonlySet<string>>(() => new Set(only.length === 1 || entry.fromResume ? only : []))
  const [refused, setRefused] = useState(false)
  const { busy, error, run } = useTask(words.problems)
  const idsOf = (kind: Kind) => offers[kind].map(({ id }) => id).filter((id) => chosen.has(`${kind} ${id}`))
  const toggle = (key: string, on: boolean) => setChosen(new Set(on ? [...chosen, key] : [...chosen].filter((one) => one !== key)))
  const next = () => {
    setRefused(chosen.size === 0)
    if (chosen.size === 0) return
    void run(async () => {
      await storeItems({ projectIds: idsOf('project'), workExperienceIds: idsOf('experience'), credentialIds: idsOf('certificate') })
      onDone()
    })
  }
  return (
    <StepFrame
      name="documents"
      number={3}
      title={words.documents.title}
      lead={words.documents.lead}
      error={refused && chosen.size === 0 ? words.documents.pick : error}
      busy={busy}
      onNext={next}
      onBack={onBack}
    >
      <div className="space-y-6">
        {KINDS.filter((kind) => offers[kind].length > 0).map((kind) => (
          <fieldset key={kind}>
            <legend className="text-sm font-medium">{words.documents[kind]}</legend>
            <div className="mt-1 divide-y divide-line border-y border-line">
              {offers[kind].map(({ id, title, facts }) => (
                <CheckLine
                  key={id}
                  label={<span className="font-medium">{title}</span>}
                  hint={facts && <span className="line-clamp-3">{facts}</span>}
                  checked={chosen.has(`${kind} ${id}`)}
                  onChecked={(on) => toggle(`${kind} ${id}`, on)}
                />
              ))}
            </div>
          </fieldset>
        ))}
      </div>
    </StepFrame>
  )
}
