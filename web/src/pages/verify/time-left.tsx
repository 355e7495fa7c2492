import { useVerifyWords } from '../../messages/verify/index.ts'

const ANNOUNCED = [10, 5, 1]

/** The clock; spoken only at 10, 5 and 1 minutes. */
export function TimeLeft({ seconds }: { seconds: number }) {
  const { assessment } = useVerifyWords()
  const minutes = Math.floor(seconds / 60)
  const isMark = seconds % 60 === 0 && ANNOUNCED.includes(minutes)
  return (
    <>
      <span aria-hidden="true" className={`tabular ${minutes < 5 ? 'font-semibold text-amber' : ''}`}>
        {assessment.left(minutes, seconds % 60)}
      </span>
      <span role="status" className="sr-only">
        {isMark ? assessment.lastMinutes(minutes) : ''}
      </span>
    </>
  )
}
