import { useState } from 'react'
import { useVerifyWords } from '../../messages/verify/index.ts'
import { useTask } from '../../ui/use-task.ts'
import { Questions } from './questions.tsx'
import { ResultStep } from './result-step.tsx'
import { type ChosenSkill, openQuestions, type QuestionSet, type Result, type Session } from './session-api.ts'
import { StepFrame } from './step-frame.tsx'

interface Props {
  session: Session
  skills: readonly ChosenSkill[]
  onBack: (() => void) | undefined
}

/** The rules, the questions, the result; and again. */
export function AssessmentStep({ session, skills, onBack }: Props) {
  const words = useVerifyWords()
  const { assessment: say } = words
  const [set, setSet] = useState<QuestionSet>()
  const [result, setResult] = useState<Result>()
  const { busy, error, run } = useTask(words.problems)
  const start = () =>
    run(async () => {
      setSet(await openQuestions(session.recordVerificationId))
      setResult(undefined)
    })
  if (result) return <ResultStep session={session} result={result} busy={busy} error={error} onRetake={start} />
  if (set) {
    const again = () => setSet(undefined)
    return <Questions key={set.questions[0]?.questionId} session={session} set={set} onResult={setResult} onTimeUp={again} />
  }
  return (
    <StepFrame
      name="assessment"
      title={say.introTitle}
      lead={words.about(skills.map(({ name }) => name).join(', '))}
      error={error}
      busy={busy}
      next={busy ? say.preparing : say.start}
      onNext={start}
      onBack={onBack}
    >
      <ul className="list-disc space-y-2 pl-5">
        {say.intro.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
      <p role="status" className="mt-4 text-sm text-soft">
        {busy ? say.preparing : ''}
      </p>
    </StepFrame>
  )
}
