import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { accounts } from '../../../../server/src/api.ts'
import { call } from '../../call.ts'
import { useLanguage } from '../../messages/language.tsx'
import { useSettingsWords } from '../../messages/settings/index.ts'
import { type Me, meQuery } from '../../session.ts'
import { Button } from '../../ui/button.tsx'
import { ConfirmByName } from '../../ui/confirm-by-name.tsx'
import { writeMoment } from '../../ui/dates.ts'
import { focusHeading } from '../../ui/hand-on-focus.ts'
import { Notice } from '../../ui/notice.tsx'
import { useTask } from '../../ui/use-task.ts'
import { Block } from './block.tsx'

/** Asks for the address to be typed; then a date and an undo for 72 hours. */
export function Leave({ me }: { me: Me }) {
  const { leave: words } = useSettingsWords()
  const { locale } = useLanguage()
  const queries = useQueryClient()
  const [asking, setAsking] = useState(false)
  const [undone, setUndone] = useState(false)
  const { busy, error, run } = useTask()
  const show = (erasesAt: string | null) => {
    const next: Me = { ...me, erasesAt }
    queries.setQueryData(meQuery.queryKey, next)
  }
  const erase = async () => {
    show((await call(accounts.eraseAccount)).erasesAt)
    setAsking(false)
    setUndone(false)
    focusHeading()
  }
  const undo = () =>
    run(async () => {
      show((await call(accounts.keepAccount)).erasesAt)
      setUndone(true)
    })
  return (
    <Block title={words.title} text={words.text}>
      {me.erasesAt ? (
        <>
          <p className="tabular border-l-2 border-red py-1 pl-3 text-red">
            {words.running(writeMoment(me.erasesAt, locale, { dateStyle: 'long', timeStyle: 'short' }))}
          </p>
          <Button className="mt-4" busy={busy} onClick={() => void undo()}>
            {words.undo}
          </Button>
        </>
      ) : (
        <Button look="secondary" onClick={() => setAsking(true)}>
          {words.button}
        </Button>
      )}
      <p role="status" className="mt-2 text-sm">
        {undone && !me.erasesAt ? words.undone : ''}
      </p>
      {error && <Notice tone="red">{error}</Notice>}
      {asking && (
        <ConfirmByName
          title={words.confirmTitle}
          text={words.confirmText}
          name={me.emails[0] ?? ''}
          action={words.confirm}
          onConfirm={erase}
          onClose={() => setAsking(false)}
        />
      )}
    </Block>
  )
}
