import { useEffect } from 'react'
import { useMessages } from '../../messages/language.tsx'
import { useVerifyWords } from '../../messages/verify/index.ts'
import { buttonClass } from '../../ui/button.tsx'
import { Mark } from '../../ui/seal/mark.tsx'
import { entry } from './entry.ts'
import { tellHost } from './host.ts'
import type { Result, Session } from './session-api.ts'
import { StepFrame } from './step-frame.tsx'

interface Props {
  session: Session
  result: Result
  busy: boolean
  error: string | undefined
  onRetake: () => void
}

/** How it went, and what comes next. */
export function ResultStep({ session, result: { result, verifiedSkills }, busy, error, onRetake }: Props) {
  const words = useVerifyWords()
  const { verdicts } = useMessages()
  const { passed, score, correctAnswers, totalQuestions, perSkill, message } = result
  // biome-ignore lint/correctness/useExhaustiveDependencies: told once for each result
  useEffect(() => {
    const { recordVerificationId, recordUserId } = session
    const verified = verifiedSkills.filter((skill) => skill.verified)
    const completedAt = verified[0]?.verifiedAt ?? new Date().toISOString()
    if (!passed) return tellHost({ event: 'record:verification.failed', error: { code: 'ASSESSMENT_FAILED', message } })
    tellHost({
      event: 'record:verification.success',
      data: {
        recordVerificationId,
        recordUserId,
        verifiedSkills: verified.map(({ skillId }) => skillId),
        score,
        method: 'assessment',
        completedAt,
      },
    })
  }, [])
  const nameOf = (id: string) => verifiedSkills.find(({ skillId }) => skillId === id)?.name ?? id
  return (
    <StepFrame
      name="complete"
      title={passed ? words.result.passedTitle : words.result.failedTitle}
      lead={passed ? words.result.passedNext : words.result.failedNext}
      error={error}
      busy={busy}
      next={busy ? words.assessment.preparing : words.result.retake}
      {...(!passed && { onNext: onRetake })}
    >
      <p className="tabular font-serif text-2xl font-semibold">{words.result.score(score)}</p>
      <p className="tabular text-soft">{words.result.right(correctAnswers, totalQuestions)}</p>
      <ul aria-label={words.result.perSkill} className="mt-6 divide-y divide-line border-y border-line">
        {verifiedSkills.map(({ skillId, verified }) => {
          const own = perSkill?.find((one) => one.skillId === skillId)
          return (
            <li key={skillId} className="flex items-center justify-between gap-4 py-3">
              <span dir="auto" className="font-medium">
                {nameOf(skillId)}
              </span>
              <span className="flex items-center gap-4 text-sm">
                {own && <span className="tabular text-soft">{`${own.correctAnswers} / ${own.totalQuestions}`}</span>}
                {verified && (
                  <span className="flex items-center gap-1.5 font-medium text-verified">
                    <Mark verdict="verified" />
                    {verdicts.verified.word}
                  </span>
                )}
              </span>
            </li>
          )
        })}
      </ul>
      {passed && entry.fromResume && (
        <a href="/resume" className={buttonClass('primary', 'mt-6')}>
          {words.toResume}
        </a>
      )}
      {passed && !entry.fromResume && (
        <a href="/vault" target="_blank" rel="noopener" className={buttonClass('secondary', 'mt-6')}>
          {words.result.vault}
        </a>
      )}
    </StepFrame>
  )
}
