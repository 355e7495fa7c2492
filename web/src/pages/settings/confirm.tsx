import { useMessages } from '../../messages/language.tsx'
import { useSettingsWords } from '../../messages/settings/index.ts'
import { Button } from '../../ui/button.tsx'
import { Notice } from '../../ui/notice.tsx'
import { Sheet } from '../../ui/sheet.tsx'
import { useTask } from '../../ui/use-task.ts'

interface Props {
  title: string
  text: string
  action: string
  onConfirm: () => Promise<unknown>
  onClose: () => void
}

/** For what cannot be undone by a click, but can be made good. */
export function Confirm({ title, text, action, onConfirm, onClose }: Props) {
  const { common } = useMessages()
  const { problems } = useSettingsWords()
  const { busy, error, run } = useTask(problems)
  return (
    <Sheet title={title} lead={text} onClose={onClose}>
      <div className="flex flex-wrap gap-3">
        <Button busy={busy} onClick={() => void run(onConfirm)}>
          {action}
        </Button>
        <Button look="secondary" onClick={onClose}>
          {common.cancel}
        </Button>
      </div>
      {error && <Notice tone="red">{error}</Notice>}
    </Sheet>
  )
}
