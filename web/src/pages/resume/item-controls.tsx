import { Eye, EyeOff, Trash2 } from 'lucide-react'
import { useMessages } from '../../messages/language.tsx'
import { Button } from '../../ui/button.tsx'
import { titleOf, useActions } from './actions.ts'
import type { Entry, Skill } from './resume-queries.ts'

/** Hide or show, and delete. Both can be undone. */
export function ItemControls({ item }: { item: Entry | Skill }) {
  const { resume } = useMessages()
  const { setHidden, setDeleted } = useActions()
  const title = titleOf(item)
  const Icon = item.hidden ? Eye : EyeOff
  return (
    <>
      <Button
        look="quiet"
        aria-label={(item.hidden ? resume.showLabel : resume.hideLabel)(title)}
        onClick={() => setHidden(item, !item.hidden)}
        className="text-xs!"
      >
        <Icon size={16} strokeWidth={1.5} aria-hidden="true" className="max-sm:hidden" />
        {item.hidden ? resume.show : resume.hide}
      </Button>
      <Button look="quiet" aria-label={resume.deleteLabel(title)} onClick={() => setDeleted(item, true)} className="text-xs!">
        <Trash2 size={16} strokeWidth={1.5} aria-hidden="true" className="max-sm:hidden" />
        {resume.delete}
      </Button>
    </>
  )
}
