import { useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useEffect } from 'react'
import { intake } from '../../../../server/src/api.ts'
import { call } from '../../call.ts'
import { useImportWords } from '../../messages/import/index.ts'
import { Button, buttonClass } from '../../ui/button.tsx'
import { MessagePage } from '../../ui/shell/message-page.tsx'

function ToImport({ look }: { look?: 'secondary' }) {
  const words = useImportWords()
  return (
    <Link to="/import" className={buttonClass(look)}>
      {words.toImport}
    </Link>
  )
}

/** Somebody came back with an import that is not of this browser: it ends, so that nobody gets what it brought. */
export function ElsewherePage({ token }: { token: string }) {
  const words = useImportWords()
  useEffect(() => {
    void call(intake.refusePull, { params: { identifierToken: token } }).catch(() => undefined)
  }, [token])
  return (
    <MessagePage title={words.elsewhereTitle}>
      <p>{words.elsewhereText}</p>
      <p>{words.elsewhereNext}</p>
      <p className="pt-4">
        <ToImport />
      </p>
    </MessagePage>
  )
}

/** Back, and nothing has come. */
export function EmptyPull({ partner }: { partner: string }) {
  const words = useImportWords()
  const queries = useQueryClient()
  return (
    <MessagePage title={words.emptyTitle(partner)}>
      <p>{words.emptyText}</p>
      <p className="flex flex-wrap gap-3 pt-4">
        <Button onClick={() => queries.resetQueries({ queryKey: ['claim'] })}>{words.again}</Button>
        <ToImport look="secondary" />
      </p>
    </MessagePage>
  )
}
