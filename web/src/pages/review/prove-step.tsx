import { useState } from 'react'
import { Refusal } from '../../call.ts'
import { useMessages } from '../../messages/language.tsx'
import { useReviewWords } from '../../messages/review/index.ts'
import { Button } from '../../ui/button.tsx'
import { explain } from '../../ui/explain.ts'
import { Notice } from '../../ui/notice.tsx'
import { MessagePage } from '../../ui/shell/message-page.tsx'
import { CodeStep } from '../../ui/sign-in-steps/code-step.tsx'
import { type Answer, type Asked, sendCode, submitAnswer } from './review-queries.ts'

interface Props {
  asked: Asked
  answer: Answer
  reviewerToken: string
  onBack: () => void
  onDone: (confirmed: number) => void
  onRefused: (code: string) => void
}

const FINAL = ['ALREADY_VERIFIED', 'REVIEWER_TOKEN_EXPIRED', 'INVALID_REVIEWER_TOKEN']

/** What will be said, and the code that makes it count. */
export function ProveStep({ asked, answer, reviewerToken, onBack, onDone, onRefused }: Props) {
  const messages = useMessages()
  const words = useReviewWords()
  const [sent, setSent] = useState<{ sentTo: string; minutes: number }>()
  const [error, setError] = useState<string>()
  const [busy, setBusy] = useState(false)
  const { endorserInfo, requesterInfo, skills } = asked
  const confirmed = skills.filter(({ skillId }) => answer.skillIds.includes(skillId))

  const guard = async (work: () => Promise<void>) => {
    try {
      await work()
    } catch (problem) {
      if (problem instanceof Refusal && FINAL.includes(problem.code)) return onRefused(problem.code)
      throw problem
    }
  }
  const send = () =>
    guard(async () => {
      const { sentTo, expiresIn } = await sendCode(reviewerToken)
      setSent({ sentTo: sentTo ?? endorserInfo.email, minutes: Math.round((expiresIn ?? 600) / 60) })
    })
  const start = async () => {
    if (busy) return
    setBusy(true)
    setError(undefined)
    await send().catch((problem: unknown) => setError(explain(problem, messages, words.problems)))
    setBusy(false)
  }
  const prove = (code: string) =>
    guard(async () => {
      await submitAnswer(reviewerToken, { ...answer, code })
      onDone(answer.skillIds.length)
    })

  return (
    <MessagePage title={answer.decline ? words.declineTitle : words.codeTitle} takesFocus={!sent}>
      {answer.decline ? (
        <p dir="auto">{words.declineLead(requesterInfo.name)}</p>
      ) : (
        <div>
          <p>{words.summary(confirmed.length)}</p>
          <ul className="mt-1 list-disc pl-5">
            {confirmed.map(({ skillId, name }) => (
              <li key={skillId} dir="auto">
                {name}
              </li>
            ))}
          </ul>
        </div>
      )}
      {!sent && <p>{words.codeLead(endorserInfo.email)}</p>}
      {error && <Notice tone="red">{error}</Notice>}
      <div className="max-w-sm pt-4">
        {sent ? (
          <CodeStep
            sentence={words.codeSent(sent.sentTo)}
            minutes={sent.minutes}
            onCode={prove}
            onResend={send}
            problems={words.problems}
            other={{ label: words.back, onPress: onBack }}
          />
        ) : (
          <div className="flex flex-wrap gap-3">
            <Button busy={busy} onClick={() => void start()}>
              {busy ? messages.signIn.sending : words.codeSend}
            </Button>
            <Button look="secondary" onClick={onBack}>
              {words.back}
            </Button>
          </div>
        )}
      </div>
    </MessagePage>
  )
}
