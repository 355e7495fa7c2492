import { useVerifyWords } from '../../messages/verify/index.ts'
import { Button } from '../../ui/button.tsx'
import { WithCode } from '../../ui/with-code.tsx'
import type { Answers } from './kept-answers.ts'
import type { Question } from './session-api.ts'
import { StepFrame } from './step-frame.tsx'
import { TimeLeft } from './time-left.tsx'

interface Props {
  questions: readonly Question[]
  answers: Answers
  secondsLeft: number
  busy: boolean
  error: string | undefined
  onChange: (index: number) => void
  onSubmit: () => void
}

/** Every answer once more, before it counts. */
export function AnswerReview({ questions, answers, secondsLeft, busy, error, onChange, onSubmit }: Props) {
  const { assessment: words } = useVerifyWords()
  const answered = questions.filter(({ questionId }) => answers[questionId] !== undefined).length
  const firstOpen = questions.findIndex(({ questionId }) => answers[questionId] === undefined)
  const submit = () => (firstOpen === -1 ? onSubmit() : onChange(firstOpen))
  return (
    <StepFrame
      name="review"
      title={words.reviewTitle}
      lead={words.reviewLead(answered, questions.length)}
      error={error}
      busy={busy}
      next={firstOpen === -1 ? words.submit : words.change(firstOpen + 1)}
      onNext={submit}
    >
      <p className="text-sm text-soft">
        <TimeLeft seconds={secondsLeft} />
      </p>
      <ol className="mt-2 divide-y divide-line border-y border-line">
        {questions.map(({ questionId, question, options }, index) => {
          const chosen = answers[questionId]
          return (
            <li key={questionId} className="flex items-start justify-between gap-4 py-3">
              <div className="min-w-0 text-sm">
                <p dir="auto" className="line-clamp-2">
                  <span className="tabular mr-2 text-soft">{index + 1}</span>
                  <WithCode text={question} />
                </p>
                <p dir="auto" className={`mt-1 ${chosen === undefined ? 'font-medium text-amber' : 'font-medium'}`}>
                  {chosen === undefined ? words.unanswered : <WithCode text={options[chosen] ?? ''} />}
                </p>
              </div>
              <Button look="quiet" className="shrink-0" aria-label={words.change(index + 1)} onClick={() => onChange(index)}>
                {words.changeWord}
              </Button>
            </li>
          )
        })}
      </ol>
    </StepFrame>
  )
}
