import { useQuery } from '@tanstack/react-query'
import { useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { Refusal } from '../../call.ts'
import { useReviewWords } from '../../messages/review/index.ts'
import { BrokenPage } from '../../ui/shell/broken-page.tsx'
import { Loading } from '../../ui/shell/loading.tsx'
import { MessagePage } from '../../ui/shell/message-page.tsx'
import { usePageTitle } from '../../ui/shell/page-title.ts'
import { AnswerStep } from './answer-step.tsx'
import { ProveStep } from './prove-step.tsx'
import { type Answer, askedQuery } from './review-queries.ts'

type Ending = 'already' | 'expired' | 'unknown'

const ENDINGS: Record<string, Ending> = {
  ALREADY_VERIFIED: 'already',
  REVIEWER_TOKEN_EXPIRED: 'expired',
  INVALID_REVIEWER_TOKEN: 'unknown',
}

const EMPTY: Answer = { skillIds: [], comment: '', relationship: '' }

/** A reviewer's minute: who asks, for which work; tick; one code; done. */
export function ReviewPage() {
  const link = useSearch({ from: '/review' })
  const words = useReviewWords()
  const { data, error, refetch } = useQuery({ ...askedQuery(link), enabled: link.recordVerificationId !== '' && link.reviewerToken !== '' })
  const [answer, setAnswer] = useState(EMPTY)
  const [proving, setProving] = useState(false)
  const [moved, setMoved] = useState(false)
  const [ended, setEnded] = useState<Ending>()
  const [done, setDone] = useState<{ confirmed: number }>()
  usePageTitle(words.title)

  const unknown = !link.recordVerificationId || !link.reviewerToken || (error instanceof Refusal && error.status > 0 && error.status < 429)
  const ending = ended ?? (unknown ? 'unknown' : data?.status.alreadySubmitted ? 'already' : data?.status.expired ? 'expired' : undefined)
  if (done && data) {
    const person = data.asked.requesterInfo.name
    return (
      <MessagePage takesFocus title={done.confirmed > 0 ? words.thanksTitle : words.declinedTitle}>
        <p dir="auto">{done.confirmed > 0 ? words.thanks(done.confirmed, person) : words.declined(person)}</p>
      </MessagePage>
    )
  }
  if (ending) {
    return (
      <MessagePage title={words[`${ending}Title`]} takesFocus={ended !== undefined}>
        <p>{words[ending]}</p>
      </MessagePage>
    )
  }
  if (error) return <BrokenPage error={error} reset={() => void refetch()} />
  if (!data) return <Loading />
  const step = (next: boolean) => {
    setProving(next)
    setMoved(true)
  }
  if (!proving) {
    const submit = (next: Answer) => {
      setAnswer(next)
      step(true)
    }
    return <AnswerStep asked={data.asked} start={answer} takesFocus={moved} onAnswer={submit} />
  }
  return (
    <ProveStep
      asked={data.asked}
      answer={answer}
      reviewerToken={link.reviewerToken}
      onBack={() => step(false)}
      onDone={(confirmed) => setDone({ confirmed })}
      onRefused={(code) => setEnded(ENDINGS[code])}
    />
  )
}
