import { Pencil } from 'lucide-react'
import { lazy, Suspense, useState } from 'react'
import { useBuilderWords } from '../../messages/resume/index.ts'
import { Button } from '../../ui/button.tsx'
import { titleOf, useActions } from './actions.ts'
import type { OwnChange } from './edits.ts'
import type { Entry, Skill } from './resume-queries.ts'

const OwnEntryForm = lazy(() => import('./own-entry-form.tsx').then((module) => ({ default: module.OwnEntryForm })))
const OwnSkillForm = lazy(() => import('./own-skill-form.tsx').then((module) => ({ default: module.OwnSkillForm })))

const changed = (before: object, after: object): OwnChange =>
  Object.fromEntries(Object.entries(after).filter(([field, value]) => value !== before[field as keyof typeof before]))

/** What the person wrote can be written anew. */
export function EditOwn({ item }: { item: Entry | Skill }) {
  const words = useBuilderWords()
  const { changeOwn } = useActions()
  const [open, setOpen] = useState(false)
  const close = () => setOpen(false)
  const save = (before: object) => (after: object) => {
    const change = changed(before, after)
    if (Object.keys(change).length > 0) changeOwn(item, change)
  }
  const named = 'title' in item ? undefined : { ...item, name: item.fullName }
  return (
    <>
      <Button look="quiet" aria-label={words.editOwnLabel(titleOf(item))} onClick={() => setOpen(true)} className="text-xs!">
        <Pencil size={16} strokeWidth={1.5} aria-hidden="true" className="max-sm:hidden" />
        {words.editOwn}
      </Button>
      {open && (
        <Suspense>
          {'title' in item ? (
            <OwnEntryForm title={words.editTitle} start={fieldsOf(item)} onSave={save(item)} onClose={close} />
          ) : (
            named && (
              <OwnSkillForm
                title={words.editSkillTitle}
                start={{ name: named.name, level: named.level, category: named.category, description: named.description }}
                withLevel={false}
                onSave={({ level: _level, ...skill }) => save(named)(skill)}
                onClose={close}
              />
            )
          )}
        </Suspense>
      )}
    </>
  )
}

const fieldsOf = ({ section, title, organization, startDate, endDate, url, description }: Entry) => ({
  section,
  title,
  organization,
  startDate,
  endDate,
  url,
  description,
})
