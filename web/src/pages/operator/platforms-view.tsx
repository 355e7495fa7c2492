import { useQuery, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { partners as api } from '../../../../server/src/api.ts'
import { call } from '../../call.ts'
import { useOperatorWords } from '../../messages/operator/index.ts'
import { Button } from '../../ui/button.tsx'
import { Field } from '../../ui/field.tsx'
import { Notice } from '../../ui/notice.tsx'
import { SearchList } from '../../ui/search-list.tsx'
import { Sheet } from '../../ui/sheet.tsx'
import { Loading } from '../../ui/shell/loading.tsx'
import { useTask } from '../../ui/use-task.ts'
import { platformsQuery } from './operator-queries.ts'
import { PlatformItem } from './platform-item.tsx'
import { type ShownSecrets, ShowSecrets } from './show-secrets.tsx'

export function PlatformsView() {
  const { platforms: words } = useOperatorWords()
  const { data } = useQuery(platformsQuery)
  const [creating, setCreating] = useState(false)
  const [shown, setShown] = useState<ShownSecrets>()
  if (!data) return <Loading />
  return (
    <>
      <SearchList
        title={words.title}
        items={data.platforms}
        keyOf={({ id }) => id}
        textOf={({ name, keys }) => [name, ...keys.flatMap(({ keyId, apiKeyStart, mode }) => [keyId, apiKeyStart, mode])].join(' ')}
        empty={words.empty}
        aside={<Button onClick={() => setCreating(true)}>{words.create}</Button>}
      >
        {(platform) => <PlatformItem platform={platform} onSecrets={setShown} />}
      </SearchList>
      {creating && <CreatePlatform onClose={() => setCreating(false)} />}
      {shown && <ShowSecrets shown={shown} onClose={() => setShown(undefined)} />}
    </>
  )
}

function CreatePlatform({ onClose }: { onClose: () => void }) {
  const { platforms: words, problems } = useOperatorWords()
  const queries = useQueryClient()
  const [name, setName] = useState('')
  const { busy, error, run } = useTask(problems)
  const create = (event: FormEvent) => {
    event.preventDefault()
    void run(async () => {
      await call(api.createPlatform, { body: { name: name.trim() } })
      await queries.invalidateQueries({ queryKey: platformsQuery.queryKey })
      onClose()
    })
  }
  return (
    <Sheet title={words.create} onClose={onClose}>
      <form onSubmit={create} className="space-y-5">
        <Field label={words.name} dir="auto" required maxLength={200} value={name} onChange={(event) => setName(event.target.value)} />
        {error && <Notice tone="red">{error}</Notice>}
        <Button type="submit" busy={busy}>
          {words.create}
        </Button>
      </form>
    </Sheet>
  )
}
