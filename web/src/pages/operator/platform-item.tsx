import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { partners as api } from '../../../../server/src/api.ts'
import { call } from '../../call.ts'
import { useOperatorWords } from '../../messages/operator/index.ts'
import { Button } from '../../ui/button.tsx'
import { ConfirmByName } from '../../ui/confirm-by-name.tsx'
import { focusHeading } from '../../ui/hand-on-focus.ts'
import { Notice } from '../../ui/notice.tsx'
import { useTask } from '../../ui/use-task.ts'
import { type Platform, platformsQuery } from './operator-queries.ts'
import { PlatformKeyItem } from './platform-key-item.tsx'
import type { ShownSecrets } from './show-secrets.tsx'

/** A platform with its keys. */
export function PlatformItem({ platform, onSecrets }: { platform: Platform; onSecrets: (secrets: ShownSecrets) => void }) {
  const { platforms: words, problems } = useOperatorWords()
  const queries = useQueryClient()
  const [ending, setEnding] = useState(false)
  const { busy, error, run } = useTask(problems)
  const { id, name, keys } = platform
  const refresh = () => queries.invalidateQueries({ queryKey: platformsQuery.queryKey })
  const addKey = (mode: 'test' | 'live') =>
    run(async () => {
      const secrets = await call(api.createPlatformKey, { params: { id }, body: { mode } })
      onSecrets({ name: `${name} (${words.mode[mode]})`, ...secrets })
      await refresh()
    })
  const end = async () => {
    await call(api.deletePlatform, { params: { id } })
    setEnding(false)
    focusHeading()
    await refresh()
  }
  return (
    <>
      <div className="flex flex-wrap items-center justify-between gap-x-6">
        <h3 className="font-semibold">
          <bdi>{name}</bdi>
        </h3>
        <div className="-mx-2 flex flex-wrap">
          {(['test', 'live'] as const).map((mode) => (
            <Button
              key={mode}
              look="quiet"
              busy={busy}
              aria-label={`${words.newKey(words.mode[mode] ?? mode)}: ${name}`}
              onClick={() => addKey(mode)}
            >
              {words.newKey(words.mode[mode] ?? mode)}
            </Button>
          ))}
          <Button look="quiet" aria-label={`${words.end}: ${name}`} onClick={() => setEnding(true)}>
            {words.end}
          </Button>
        </div>
      </div>
      {keys.length === 0 && <p className="text-sm text-soft">{words.noKeys}</p>}
      <ul className="mt-2 space-y-3 border-l border-line pl-4">
        {keys.map((key) => (
          <PlatformKeyItem key={key.keyId} platform={platform} item={key} onSecrets={onSecrets} onChanged={refresh} />
        ))}
      </ul>
      {error && <Notice tone="red">{error}</Notice>}
      {ending && (
        <ConfirmByName
          title={words.endTitle(name)}
          text={words.endText}
          name={name}
          action={words.endDo}
          onConfirm={end}
          onClose={() => setEnding(false)}
        />
      )}
    </>
  )
}
