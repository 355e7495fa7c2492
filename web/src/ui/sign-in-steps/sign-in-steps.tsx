import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { accounts, type Output } from '../../../../server/src/api.ts'
import { call } from '../../call.ts'
import { languageOf, useLanguage } from '../../messages/language.tsx'
import { meQuery } from '../../session.ts'
import { CodeStep } from './code-step.tsx'
import { EmailStep } from './email-step.tsx'

/** Address, then code. The only way in; afterwards `me` is known to the page. */
export function SignInSteps({ onSignedIn }: { onSignedIn?: () => Promise<void> }) {
  const { language, messages, setLanguage } = useLanguage()
  const queries = useQueryClient()
  const [email, setEmail] = useState('')
  const [sent, setSent] = useState<Output<typeof accounts.signIn>>()

  const send = async (address: string) => setSent(await call(accounts.signIn, { body: { email: address } }))

  const verify = async (code: string) => {
    const { person, isNew } = await call(accounts.verifySignIn, { body: { email, code } })
    const own = languageOf(person.locale)
    if (!isNew && own && own !== language) await setLanguage(own)
    const me = isNew && own !== language ? await call(accounts.updateMe, { body: { locale: language } }).catch(() => person) : person
    queries.setQueryData(meQuery.queryKey, me)
    await onSignedIn?.()
  }

  if (!sent) return <EmailStep email={email} onEmail={setEmail} onSend={send} />
  return (
    <CodeStep
      sentence={messages.signIn.sentTo(sent.sentTo)}
      minutes={Math.round(sent.expiresInSeconds / 60)}
      onCode={verify}
      onResend={() => send(email)}
      other={{ label: messages.signIn.otherAddress, onPress: () => setSent(undefined) }}
    />
  )
}
