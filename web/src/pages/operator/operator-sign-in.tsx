import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { admin } from '../../../../server/src/api.ts'
import { call } from '../../call.ts'
import { useOperatorWords } from '../../messages/operator/index.ts'
import { Button } from '../../ui/button.tsx'
import { Notice } from '../../ui/notice.tsx'
import { MessagePage } from '../../ui/shell/message-page.tsx'
import { useTask } from '../../ui/use-task.ts'

/** Opening the link changes nothing; the button uses it. */
export function OperatorSignIn({ code }: { code: string | undefined }) {
  const { signIn, problems } = useOperatorWords()
  const queries = useQueryClient()
  const navigate = useNavigate()
  const { busy, error, run } = useTask(problems)
  const enter = () =>
    run(async () => {
      await call(admin.operatorSignIn, { body: { code: code ?? '' } })
      queries.removeQueries({ queryKey: ['operator'] })
      await navigate({ to: '/operator', search: {}, replace: true })
    })
  return (
    <MessagePage title={signIn.title}>
      <p>{code ? signIn.lead : signIn.without}</p>
      {error && <Notice tone="red">{error}</Notice>}
      {code && (
        <Button className="mt-4" busy={busy} onClick={enter}>
          {signIn.button}
        </Button>
      )}
    </MessagePage>
  )
}
