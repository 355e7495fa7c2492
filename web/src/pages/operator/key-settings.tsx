import { type FormEvent, useState } from 'react'
import { partners as api } from '../../../../server/src/api.ts'
import { call } from '../../call.ts'
import { useMessages } from '../../messages/language.tsx'
import { useOperatorWords } from '../../messages/operator/index.ts'
import { Button } from '../../ui/button.tsx'
import { CheckLine } from '../../ui/check-line.tsx'
import { Field } from '../../ui/field.tsx'
import { Notice } from '../../ui/notice.tsx'
import { Sheet } from '../../ui/sheet.tsx'
import { useTask } from '../../ui/use-task.ts'
import type { PlatformKey } from './operator-queries.ts'

interface Props {
  params: { id: string; keyId: string }
  item: PlatformKey
  onChanged: () => Promise<void>
  onClose: () => void
}

export function KeySettings({ params, item, onChanged, onClose }: Props) {
  const { platforms: words, problems } = useOperatorWords()
  const { common } = useMessages()
  const [active, setActive] = useState(item.active)
  const [requireReviewerCode, setRequireReviewerCode] = useState(item.requireReviewerCode)
  const [limit, setLimit] = useState(item.creditLimit === null ? '' : String(item.creditLimit))
  const { busy, error, run } = useTask(problems)
  const save = (event: FormEvent) => {
    event.preventDefault()
    const creditLimit = limit.trim() === '' ? null : Number(limit)
    void run(async () => {
      await call(api.updatePlatformKey, { params, body: { active, requireReviewerCode, creditLimit } })
      await onChanged()
      onClose()
    })
  }
  return (
    <Sheet title={words.settingsTitle(item.apiKeyStart)} onClose={onClose}>
      <form onSubmit={save} className="space-y-5">
        <CheckLine checked={active} onChecked={setActive} label={words.active} hint={words.activeHint} />
        <CheckLine checked={requireReviewerCode} onChecked={setRequireReviewerCode} label={words.code} hint={words.codeHint} />
        <Field
          label={words.credits}
          hint={words.creditsHint}
          type="number"
          inputMode="numeric"
          min={0}
          max={1_000_000_000}
          step={1}
          value={limit}
          onChange={(event) => setLimit(event.target.value)}
        />
        {error && <Notice tone="red">{error}</Notice>}
        <Button type="submit" busy={busy}>
          {busy ? common.saving : common.save}
        </Button>
      </form>
    </Sheet>
  )
}
