import { useEffect, useState } from 'react'
import { useVerifyWords } from '../../messages/verify/index.ts'
import { useTask } from '../../ui/use-task.ts'
import { useTimeLeft } from '../../ui/use-time-left.ts'
import { AnswerReview } from './answer-review.tsx'
import { type Answers, forgetAnswers, readKept, useKept } from './kept-answers.ts'
import { QuestionView } from './question-view.tsx'
import { type QuestionSet, type Result, type Session, submitAnswers } from './session-api.ts'
import { StepFrame } from './step-frame.tsx'

interface Props {
  session: Session
  set: QuestionSet
  onResult: (result: Result) => void
  onTimeUp: () => void
}

/** One set of questions: answers survive a reload, the clock is the server's where it says so. */
export function Questions({ session, set, onResult, onTimeUp }: Props) {
  const words = useVerifyWords()
  const { questions } = set
  const id = questions[0]?.questionId ?? ''
  const [kept] = useState(() => readKept(id))
  const [answers, setAnswers] = useState<Answers>(kept.answers)
  const [at, setAt] = useState(0)
  const [reviewing, setReviewing] = useState(false)
  const { busy, error, run } = useTask(words.problems)
  const endsAt = set.expiresAt ? Date.parse(set.expiresAt) : kept.startedAt + 3_600_000
  const left = useTimeLeft(endsAt)
  useKept(id, kept.startedAt, answers)
  const over = left === 0
  useEffect(() => {
    if (over) forgetAnswers(id)
  }, [over, id])

  const submit = () =>
    run(async () => {
      const chosen = questions.map(({ questionId }) => ({ questionId, selectedAnswer: answers[questionId] ?? -1 }))
      const result = await submitAnswers(session.recordVerificationId, chosen)
      forgetAnswers(id)
      onResult(result)
    })

  if (over) {
    return (
      <StepFrame name="assessment" title={words.assessment.timeUp} onNext={onTimeUp}>
        <p>{words.assessment.timeUpText}</p>
      </StepFrame>
    )
  }
  if (reviewing) {
    return (
      <AnswerReview
        questions={questions}
        answers={answers}
        secondsLeft={left}
        busy={busy}
        error={error}
        onChange={(index) => {
          setAt(index)
          setReviewing(false)
        }}
        onSubmit={submit}
      />
    )
  }
  return (
    <QuestionView
      questions={questions}
      at={at}
      answers={answers}
      secondsLeft={left}
      onAnswer={(option) => setAnswers({ ...answers, [questions[at]!.questionId]: option })}
      onGo={(next) => (next < questions.length ? setAt(next) : setReviewing(true))}
    />
  )
}
