import { type KeyboardEvent, useEffect, useId, useRef } from 'react'
import { useVerifyWords } from '../../messages/verify/index.ts'
import { Button } from '../../ui/button.tsx'
import { WithCode } from '../../ui/with-code.tsx'
import { tellHost } from './host.ts'
import type { Answers } from './kept-answers.ts'
import type { Question } from './session-api.ts'
import { TimeLeft } from './time-left.tsx'

interface Props {
  questions: readonly Question[]
  at: number
  answers: Answers
  secondsLeft: number
  onAnswer: (option: number) => void
  onGo: (to: number) => void
}

/** One question: 1 to 4 choose, Enter goes on. */
export function QuestionView({ questions, at, answers, secondsLeft, onAnswer, onGo }: Props) {
  const { assessment: words } = useVerifyWords()
  const id = useId()
  const heading = useRef<HTMLHeadingElement>(null)
  const question = questions[at]!
  const chosen = answers[question.questionId]
  const answered = questions.filter(({ questionId }) => answers[questionId] !== undefined).length
  const isLast = at === questions.length - 1
  // biome-ignore lint/correctness/useExhaustiveDependencies: each new question takes the focus
  useEffect(() => heading.current?.focus(), [question.questionId])
  useEffect(() => tellHost({ event: 'record:step.change', step: 'assessment' }), [])

  const byKey = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return
    const option = Number(event.key) - 1
    if (option >= 0 && option < question.options.length) {
      event.preventDefault()
      onAnswer(option)
    } else if (event.key === 'Enter' && chosen !== undefined && !(event.target instanceof HTMLButtonElement)) {
      event.preventDefault()
      onGo(at + 1)
    }
  }

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the keys repeat the radio buttons and the button below
    <div onKeyDown={byKey} className="mx-auto max-w-2xl px-4 py-6 sm:px-6 sm:py-10">
      <div className="flex flex-wrap items-center justify-between gap-x-4 text-sm text-soft">
        <p className="tabular">{words.question(at + 1, questions.length)}</p>
        <p>
          <TimeLeft seconds={secondsLeft} />
        </p>
      </div>
      <progress aria-label={words.progress} value={answered} max={questions.length} className="answered mt-2 block h-1 w-full" />
      <h1
        ref={heading}
        tabIndex={-1}
        dir="auto"
        id={`${id}-question`}
        className="mt-6 font-serif text-lg font-semibold whitespace-pre-line"
      >
        <WithCode text={question.question} />
      </h1>
      <div role="radiogroup" aria-labelledby={`${id}-question`} className="mt-4 divide-y divide-line border-y border-line">
        {question.options.map((option, index) => (
          <label key={option} className="flex cursor-pointer gap-3 py-3 has-checked:bg-shade sm:-mx-3 sm:px-3">
            <input
              type="radio"
              name={id}
              checked={chosen === index}
              onChange={() => onAnswer(index)}
              className="mt-0.5 size-5 shrink-0 accent-ink"
            />
            <span aria-hidden="true" className="tabular w-4 text-soft">
              {index + 1}
            </span>
            <span dir="auto" className="min-w-0 flex-1 whitespace-pre-line">
              <WithCode text={option} />
            </span>
          </label>
        ))}
      </div>
      <p className="mt-2 hidden text-sm text-soft sm:block">{words.keys}</p>
      <div className="mt-6 flex flex-wrap gap-3">
        <Button onClick={() => onGo(at + 1)}>{isLast ? words.toReview : words.next}</Button>
        {at > 0 && (
          <Button look="secondary" onClick={() => onGo(at - 1)}>
            {words.previous}
          </Button>
        )}
        {!isLast && answered === questions.length && (
          <Button look="quiet" onClick={() => onGo(questions.length)}>
            {words.toReview}
          </Button>
        )}
      </div>
    </div>
  )
}
