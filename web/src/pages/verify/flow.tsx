import { useState } from 'react'
import { AssessmentStep } from './assessment-step.tsx'
import { DocumentsStep } from './documents-step.tsx'
import { MethodStep } from './method-step.tsx'
import { ReviewerStep } from './reviewer-step.tsx'
import { type ChosenSkill, HUMAN_TYPES, type Method, type Session, type Standing } from './session-api.ts'
import { SkillsStep } from './skills-step.tsx'
import { StatusStep } from './status-step.tsx'

type Place = 'skills' | 'method' | 'documents' | 'reviewer' | 'assessment' | 'status'

/** Where a verification goes on, by what is stored of it. */
function placeOf({ status, method }: Standing): Place {
  if (status === 'in_progress') return 'assessment'
  if (status === 'draft') return 'skills'
  // a set of questions that ran out can be followed by another
  return status === 'expired' && method === 'assessment' ? 'assessment' : 'status'
}

/** Steps 1 to 3, then a reviewer or an assessment, then how it stands. */
export function Flow({ session, standing, stored }: { session: Session; standing: Standing; stored: readonly ChosenSkill[] }) {
  const [place, setPlace] = useState(() => placeOf(standing))
  const [skills, setSkills] = useState(stored)
  const [method, setMethod] = useState<Method | undefined>(standing.method ?? undefined)
  const [type, setType] = useState(HUMAN_TYPES.find((one) => one === standing.endorsementType) ?? 'reporting_manager')
  const { recordVerificationId } = session
  if (place === 'skills') {
    const done = (chosen: ChosenSkill[]) => {
      setSkills(chosen)
      setPlace('method')
    }
    return <SkillsStep session={session} start={skills} onDone={done} />
  }
  if (place === 'method') {
    const done = (chosen: Method, by: typeof type) => {
      setMethod(chosen)
      setType(by)
      setPlace('documents')
    }
    return (
      <MethodStep recordVerificationId={recordVerificationId} start={{ method, type }} onDone={done} onBack={() => setPlace('skills')} />
    )
  }
  if (place === 'documents') {
    const done = () => setPlace(method === 'assessment' ? 'assessment' : 'reviewer')
    return <DocumentsStep session={session} onDone={done} onBack={() => setPlace('method')} />
  }
  if (place === 'reviewer') {
    return (
      <ReviewerStep recordVerificationId={recordVerificationId} onDone={() => setPlace('status')} onBack={() => setPlace('documents')} />
    )
  }
  if (place === 'assessment') {
    const back = standing.status === 'draft' ? () => setPlace('documents') : undefined
    return <AssessmentStep session={session} skills={skills} onBack={back} />
  }
  return <StatusStep session={session} onAskAgain={() => setPlace('reviewer')} />
}
