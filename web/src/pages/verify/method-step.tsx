import { useState } from 'react'
import { useVerifyWords } from '../../messages/verify/index.ts'
import { Choices } from '../../ui/choices.tsx'
import { useTask } from '../../ui/use-task.ts'
import { HUMAN_TYPES, type HumanType, type Method, storeMethod } from './session-api.ts'
import { StepFrame } from './step-frame.tsx'

interface Props {
  recordVerificationId: string
  start: { method: Method | undefined; type: HumanType }
  onDone: (method: Method, type: HumanType) => void
  onBack: () => void
}

/** Step 2: how. */
export function MethodStep({ recordVerificationId, start, onDone, onBack }: Props) {
  const words = useVerifyWords()
  const [method, setMethod] = useState(start.method)
  const [type, setType] = useState(start.type)
  const [refused, setRefused] = useState(false)
  const { busy, error, run } = useTask(words.problems)
  const next = () => {
    if (!method) return setRefused(true)
    void run(async () => {
      await storeMethod(recordVerificationId, method, type)
      onDone(method, type)
    })
  }
  return (
    <StepFrame
      name="method"
      number={2}
      title={words.method.title}
      error={refused && !method ? words.method.pick : error}
      busy={busy}
      onNext={next}
      onBack={onBack}
    >
      <Choices
        legend={words.method.title}
        hidden
        value={method}
        onValue={setMethod}
        options={[
          { value: 'human', word: words.method.human, text: words.method.humanText },
          { value: 'assessment', word: words.method.assessment, text: words.method.assessmentText },
        ]}
      />
      {method === 'human' && (
        <div className="mt-6">
          <Choices
            legend={words.method.who}
            value={type}
            onValue={setType}
            options={HUMAN_TYPES.map((value) => ({ value, word: words.method.types[value] }))}
          />
        </div>
      )}
    </StepFrame>
  )
}
