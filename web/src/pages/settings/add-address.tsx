import { useState } from 'react'
import { accounts, type Output } from '../../../../server/src/api.ts'
import { call } from '../../call.ts'
import { useMessages } from '../../messages/language.tsx'
import { useSettingsWords } from '../../messages/settings/index.ts'
import { Sheet } from '../../ui/sheet.tsx'
import { CodeStep } from '../../ui/sign-in-steps/code-step.tsx'
import { EmailStep } from '../../ui/sign-in-steps/email-step.tsx'

interface Props {
  onAdded: (email: string, listed: Output<typeof accounts.listAddresses>) => Promise<void>
  onClose: () => void
}

/** Address, then the code from its mailbox. */
export function AddAddress({ onAdded, onClose }: Props) {
  const { addresses: words, problems } = useSettingsWords()
  const { signIn } = useMessages()
  const [email, setEmail] = useState('')
  const [sent, setSent] = useState<Output<typeof accounts.addAddress>>()
  const send = async (address: string) => setSent(await call(accounts.addAddress, { body: { email: address } }))
  const prove = async (code: string) => onAdded(email.trim(), await call(accounts.proveAddress, { body: { email, code } }))
  return (
    <Sheet title={words.add} lead={words.addText} onClose={onClose}>
      {sent ? (
        <CodeStep
          sentence={signIn.sentTo(sent.sentTo)}
          minutes={Math.round(sent.expiresInSeconds / 60)}
          onCode={prove}
          onResend={() => send(email)}
          other={{ label: signIn.otherAddress, onPress: () => setSent(undefined) }}
          problems={problems}
        />
      ) : (
        <EmailStep email={email} onEmail={setEmail} onSend={send} />
      )}
    </Sheet>
  )
}
