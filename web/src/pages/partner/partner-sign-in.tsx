import { useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { portal } from '../../../../server/src/api.ts'
import { call } from '../../call.ts'
import { usePartnerWords } from '../../messages/partner/index.ts'
import { Button } from '../../ui/button.tsx'
import { Field } from '../../ui/field.tsx'
import { Notice } from '../../ui/notice.tsx'
import { MessagePage } from '../../ui/shell/message-page.tsx'
import { useTask } from '../../ui/use-task.ts'
import { PARTNER } from './partner-queries.ts'

/** Client id and access key open these pages; the key stays in this form and nowhere else. */
export function PartnerSignIn() {
  const { signIn: words, problems } = usePartnerWords()
  const queries = useQueryClient()
  const [clientId, setClientId] = useState('')
  const [accessKey, setAccessKey] = useState('')
  const { busy, error, run } = useTask(problems)
  const enter = (event: FormEvent) => {
    event.preventDefault()
    void run(async () => {
      await call(portal.signInPartner, { body: { clientId: clientId.trim(), accessKey: accessKey.trim() } })
      setAccessKey('')
      await queries.resetQueries({ queryKey: [PARTNER] })
    })
  }
  return (
    <MessagePage title={words.title}>
      <p>{words.lead}</p>
      <form onSubmit={enter} className="space-y-4 pt-2">
        <Field
          label={words.clientId}
          required
          maxLength={200}
          dir="ltr"
          autoComplete="username"
          spellCheck={false}
          value={clientId}
          onChange={(event) => setClientId(event.target.value)}
        />
        <Field
          label={words.accessKey}
          type="password"
          required
          maxLength={200}
          dir="ltr"
          autoComplete="current-password"
          value={accessKey}
          onChange={(event) => setAccessKey(event.target.value)}
        />
        {error && <Notice tone="red">{error}</Notice>}
        <Button type="submit" busy={busy}>
          {words.button}
        </Button>
      </form>
      <p className="pt-2 text-sm text-soft">{words.none}</p>
    </MessagePage>
  )
}
