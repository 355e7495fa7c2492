import { useState } from 'react'
import { partners as api } from '../../../../server/src/api.ts'
import { call } from '../../call.ts'
import { useOperatorWords } from '../../messages/operator/index.ts'
import { Button } from '../../ui/button.tsx'
import { ConfirmByName } from '../../ui/confirm-by-name.tsx'
import { focusHeading } from '../../ui/hand-on-focus.ts'
import { KeySettings } from './key-settings.tsx'
import type { Platform, PlatformKey } from './operator-queries.ts'
import type { ShownSecrets } from './show-secrets.tsx'

interface Props {
  platform: Platform
  item: PlatformKey
  onSecrets: (secrets: ShownSecrets) => void
  onChanged: () => Promise<void>
}

/** One key: its use, its settings, its end. The platform's name confirms. */
export function PlatformKeyItem({ platform, item, onSecrets, onChanged }: Props) {
  const { platforms: words } = useOperatorWords()
  const [open, setOpen] = useState<'settings' | 'rotate' | 'end'>()
  const params = { id: platform.id, keyId: item.keyId }
  const start = item.apiKeyStart
  const close = () => setOpen(undefined)
  const rotate = async () => {
    const secrets = await call(api.rotatePlatformKey, { params })
    close()
    onSecrets({ name: `${platform.name} (${words.mode[item.mode]})`, ...secrets })
  }
  const end = async () => {
    await call(api.deletePlatformKey, { params })
    close()
    focusHeading()
    await onChanged()
  }
  const marks = [!item.active && words.off, !item.requireReviewerCode && words.linkOnly].filter(Boolean)
  return (
    <li className="flex flex-wrap items-start justify-between gap-x-6 gap-y-1">
      <div className="min-w-0 flex-1 basis-72 text-sm">
        <p>
          <span className="font-mono">{words.key(start)}</span>
          <span className="ml-2 rounded bg-shade px-1.5 py-0.5 text-xs font-medium">{words.mode[item.mode]}</span>
        </p>
        <p className="tabular text-soft">{words.usage(item.creditsUsed, item.creditLimit, item.verifiedProfiles)}</p>
        {marks.length > 0 && <p className="text-amber">{marks.join(' · ')}</p>}
      </div>
      <div className="-mx-2 flex flex-wrap">
        <Button look="quiet" aria-label={`${words.settings}: ${start}`} onClick={() => setOpen('settings')}>
          {words.settings}
        </Button>
        <Button look="quiet" aria-label={`${words.rotate}: ${start}`} onClick={() => setOpen('rotate')}>
          {words.rotate}
        </Button>
        <Button look="quiet" aria-label={`${words.endKey}: ${start}`} onClick={() => setOpen('end')}>
          {words.endKey}
        </Button>
      </div>
      {open === 'settings' && <KeySettings params={params} item={item} onChanged={onChanged} onClose={close} />}
      {open === 'rotate' && (
        <ConfirmByName
          title={words.rotateTitle(start)}
          text={words.rotateText}
          name={platform.name}
          action={words.rotateDo}
          onConfirm={rotate}
          onClose={close}
        />
      )}
      {open === 'end' && (
        <ConfirmByName
          title={words.endKeyTitle(start)}
          text={words.endKeyText}
          name={platform.name}
          action={words.endKeyDo}
          onConfirm={end}
          onClose={close}
        />
      )}
    </li>
  )
}
