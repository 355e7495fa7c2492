import { useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { useVerifyWords } from '../../messages/verify/index.ts'
import { Button } from '../../ui/button.tsx'
import { Mark } from '../../ui/seal/mark.tsx'
import { Loading } from '../../ui/shell/loading.tsx'
import { useTask } from '../../ui/use-task.ts'
import { tellHost } from './host.ts'
import { mailReviewer, type Session, standingQuery } from './session-api.ts'
import { StepFrame } from './step-frame.tsx'

/** How a verification stands; looks again by itself while an answer is awaited. */
export function StatusStep({ session, onAskAgain }: { session: Session; onAskAgain: () => void }) {
  const words = useVerifyWords()
  const { recordVerificationId, recordUserId } = session
  const { data } = useQuery(standingQuery(recordVerificationId))
  const [resent, setResent] = useState(false)
  const { busy, error, run } = useTask(words.problems)
  const verified = data?.skills.filter(({ status }) => status === 'verified') ?? []
  const done = data?.status === 'completed'
  // biome-ignore lint/correctness/useExhaustiveDependencies: told once, when it is completed
  useEffect(() => {
    if (!done || !data.method) return
    if (verified.length === 0)
      return tellHost({ event: 'record:verification.failed', error: { code: 'DECLINED', message: words.status.declined } })
    const verifiedSkills = verified.map(({ skillId }) => skillId)
    const completedAt = data.completedAt ?? new Date().toISOString()
    tellHost({
      event: 'record:verification.success',
      data: { recordVerificationId, recordUserId, verifiedSkills, method: data.method, completedAt },
    })
  }, [done])
  if (!data) return <Loading />

  const say = words.status
  const waiting = data.status === 'sent'
  const expired = data.status === 'expired'
  const declined = done && verified.length === 0
  const title = waiting ? say.sentTitle : expired ? say.expiredTitle : declined ? say.declinedTitle : say.doneTitle
  const lead = waiting ? say.sent(data.reviewer) : expired ? say.expired : declined ? say.declined : words.result.passedNext
  const resend = () =>
    run(async () => {
      await mailReviewer(recordVerificationId)
      setResent(true)
    })
  return (
    <StepFrame name="complete" title={title} lead={lead} error={error}>
      <h2 className="text-sm font-medium">{say.skills}</h2>
      <ul className="mt-1 divide-y divide-line border-y border-line">
        {data.skills.map(({ skillId, name, status }) => (
          <li key={skillId} className="flex items-center justify-between gap-4 py-3">
            <span dir="auto" className="font-medium">
              {name}
            </span>
            <span className={`flex items-center gap-1.5 text-sm ${status === 'verified' ? 'font-medium text-verified' : 'text-soft'}`}>
              {status === 'verified' && <Mark verdict="verified" />}
              {say.states[status] ?? status}
            </span>
          </li>
        ))}
      </ul>
      {waiting && (
        <Button look="secondary" className="mt-6" busy={busy} onClick={() => void resend()}>
          {say.resend}
        </Button>
      )}
      {expired && (
        <Button className="mt-6" onClick={onAskAgain}>
          {say.askAgain}
        </Button>
      )}
      <p role="status" className="mt-2 text-sm text-soft">
        {resent && !error ? say.resent : ''}
      </p>
    </StepFrame>
  )
}
