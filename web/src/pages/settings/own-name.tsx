import { useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { accounts } from '../../../../server/src/api.ts'
import { call } from '../../call.ts'
import { useSettingsWords } from '../../messages/settings/index.ts'
import { type Me, meQuery } from '../../session.ts'
import { Button } from '../../ui/button.tsx'
import { NameFields } from '../../ui/name-fields.tsx'
import { Notice } from '../../ui/notice.tsx'
import { useTask } from '../../ui/use-task.ts'
import { Block } from './block.tsx'

export function OwnName({ me }: { me: Me }) {
  const { name: words } = useSettingsWords()
  const queries = useQueryClient()
  const [value, setValue] = useState({ givenName: me.givenName, familyName: me.familyName, phone: me.phone })
  const [saved, setSaved] = useState(false)
  const { busy, error, run } = useTask()
  const save = (event: FormEvent) => {
    event.preventDefault()
    setSaved(false)
    void run(async () => {
      queries.setQueryData(meQuery.queryKey, await call(accounts.updateMe, { body: value }))
      await queries.invalidateQueries({ queryKey: ['resume'] })
      setSaved(true)
    })
  }
  return (
    <Block title={words.title} text={words.text}>
      <form onSubmit={save} className="space-y-4">
        <NameFields value={value} onChange={(next) => setValue({ ...value, ...next })} />
        {error && <Notice tone="red">{error}</Notice>}
        <div className="flex items-center gap-3">
          <Button type="submit" look="secondary" busy={busy}>
            {words.save}
          </Button>
          <p role="status" className="text-sm text-soft">
            {saved ? words.saved : ''}
          </p>
        </div>
      </form>
    </Block>
  )
}
