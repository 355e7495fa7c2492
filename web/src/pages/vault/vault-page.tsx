import { Link, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { type Output, verification } from '../../../../server/src/api.ts'
import { call } from '../../call.ts'
import { useMessages } from '../../messages/language.tsx'
import { useVaultWords } from '../../messages/vault/index.ts'
import { Heading } from '../../ui/shell/heading.tsx'
import { usePageTitle } from '../../ui/shell/page-title.ts'
import { CodeStep } from '../../ui/sign-in-steps/code-step.tsx'
import { EmailStep } from '../../ui/sign-in-steps/email-step.tsx'
import { VaultList } from './vault-list.tsx'

/** Address, code, and then everything that was verified for it. */
export function VaultPage() {
  const { mode } = useSearch({ from: '/vault' })
  // each mode is a vault of its own, with its own code
  return <Vault key={mode ?? 'live'} mode={mode ?? 'live'} />
}

function Vault({ mode }: { mode: 'test' | 'live' }) {
  const words = useVaultWords()
  const { signIn } = useMessages()
  const [email, setEmail] = useState('')
  const [sent, setSent] = useState<Output<typeof verification.sendVaultCode>>()
  const [vault, setVault] = useState<Output<typeof verification.openVault>>()
  usePageTitle(words.title)
  const send = async (address: string) => setSent(await call(verification.sendVaultCode, { body: { email: address, mode } }))
  const open = async (code: string) => setVault(await call(verification.openVault, { body: { email, mode, code } }))
  const restart = () => {
    setVault(undefined)
    setSent(undefined)
  }
  if (vault) return <VaultList vault={vault} onOther={restart} />
  return (
    <div className="mx-auto max-w-md px-4 py-16 sm:px-6 sm:py-24">
      <Heading>{words.title}</Heading>
      <p className="mt-3 mb-8 text-soft">{words.lead}</p>
      {mode === 'test' && <p className="mb-6 border-l-2 border-amber pl-3 text-sm text-amber">{words.testNote}</p>}
      {sent ? (
        <CodeStep
          sentence={signIn.sentTo(sent.sentTo)}
          minutes={Math.round(sent.expiresInSeconds / 60)}
          onCode={open}
          onResend={() => send(email)}
          other={{ label: signIn.otherAddress, onPress: restart }}
        />
      ) : (
        <EmailStep email={email} onEmail={setEmail} onSend={send} />
      )}
      <p className="mt-8 text-sm">
        <Link
          to="/vault"
          search={mode === 'test' ? {} : { mode: 'test' }}
          className="text-soft underline decoration-strong underline-offset-2 hover:text-ink"
        >
          {mode === 'test' ? words.toLive : words.toTest}
        </Link>
      </p>
    </div>
  )
}
