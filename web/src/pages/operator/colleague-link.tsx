import { useState } from 'react'
import { admin as api, type Output } from '../../../../server/src/api.ts'
import { call } from '../../call.ts'
import { useLanguage } from '../../messages/language.tsx'
import { useOperatorWords } from '../../messages/operator/index.ts'
import { Button } from '../../ui/button.tsx'
import { Copyable } from '../../ui/copyable.tsx'
import { writeMoment } from '../../ui/dates.ts'
import { Notice } from '../../ui/notice.tsx'
import { Sheet } from '../../ui/sheet.tsx'
import { useTask } from '../../ui/use-task.ts'

/** A sign-in link for another browser or a colleague, shown this once. */
export function ColleagueLink() {
  const { colleague: words, problems } = useOperatorWords()
  const { locale } = useLanguage()
  const [made, setMade] = useState<Output<typeof api.createSignInLink>>()
  const { busy, error, run } = useTask(problems)
  return (
    <>
      <Button look="quiet" busy={busy} onClick={() => void run(async () => setMade(await call(api.createSignInLink)))}>
        {words.make}
      </Button>
      {error && <Notice tone="red">{error}</Notice>}
      {made && (
        <Sheet
          title={words.title}
          lead={words.lead(writeMoment(made.expiresAt, locale, { dateStyle: 'medium', timeStyle: 'short' }))}
          onClose={() => setMade(undefined)}
        >
          <Copyable label={words.link} text={made.link} />
        </Sheet>
      )}
    </>
  )
}
