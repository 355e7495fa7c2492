import { useState } from 'react'
import { intake, type Output } from '../../../../server/src/api.ts'
import { call } from '../../call.ts'
import { useMessages } from '../../messages/language.tsx'
import { Button } from '../../ui/button.tsx'
import { explain } from '../../ui/explain.ts'
import { Notice } from '../../ui/notice.tsx'
import { MessagePage } from '../../ui/shell/message-page.tsx'
import { CodeStep } from '../../ui/sign-in-steps/code-step.tsx'
import type { Claim } from './claim-query.ts'

interface Props {
  token: string
  sentTo: string
  takesFocus: boolean
  onProved: (claim: Claim) => void
}

/** The partner named another address: its owner proves it with a code. */
export function RecipientStep({ token, sentTo, takesFocus, onProved }: Props) {
  const messages = useMessages()
  const { claim } = messages
  const [sent, setSent] = useState<Output<typeof intake.sendRecipientCode>>()
  const [error, setError] = useState<string>()
  const send = async () => setSent(await call(intake.sendRecipientCode, { params: { identifierToken: token } }))
  return (
    <MessagePage title={claim.recipientTitle} takesFocus={takesFocus}>
      <p>{claim.recipientLead(sentTo)}</p>
      {error && <Notice tone="red">{error}</Notice>}
      <div className="max-w-sm pt-4">
        {sent ? (
          <CodeStep
            sentence={claim.recipientSent(sent.sentTo)}
            minutes={Math.round(sent.expiresInSeconds / 60)}
            onCode={async (code) => onProved(await call(intake.proveRecipient, { params: { identifierToken: token }, body: { code } }))}
            onResend={send}
          />
        ) : (
          <Button onClick={() => send().catch((problem: unknown) => setError(explain(problem, messages)))}>{claim.recipientSend}</Button>
        )}
      </div>
    </MessagePage>
  )
}
