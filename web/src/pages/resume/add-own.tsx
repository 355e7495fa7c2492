import { Plus } from 'lucide-react'
import { lazy, Suspense, useState } from 'react'
import type { words as contractWords } from '../../../../server/src/api.ts'
import { useMessages } from '../../messages/language.tsx'
import { useBuilderWords } from '../../messages/resume/index.ts'
import { Button } from '../../ui/button.tsx'
import { useActions } from './actions.ts'

const OwnEntryForm = lazy(() => import('./own-entry-form.tsx').then((module) => ({ default: module.OwnEntryForm })))
const OwnSkillForm = lazy(() => import('./own-skill-form.tsx').then((module) => ({ default: module.OwnSkillForm })))

/** A button that opens an empty entry, in this section to begin with. */
export function AddEntry({ section, inSection = false }: { section: contractWords.Section; inSection?: boolean }) {
  const { sections } = useMessages()
  const words = useBuilderWords()
  const { add } = useActions()
  const [open, setOpen] = useState(false)
  return (
    <>
      <Button
        look={inSection ? 'quiet' : 'secondary'}
        aria-label={inSection ? words.addTo(sections[section]) : undefined}
        onClick={() => setOpen(true)}
        className={inSection ? '-ml-2 mt-1 text-xs!' : ''}
      >
        <Plus size={16} strokeWidth={1.5} aria-hidden="true" />
        {words.addEntry}
      </Button>
      {open && (
        <Suspense>
          <OwnEntryForm
            title={words.addEntry}
            start={{ section, title: '', organization: '', startDate: '', endDate: '', url: '', description: '' }}
            onSave={add}
            onClose={() => setOpen(false)}
          />
        </Suspense>
      )}
    </>
  )
}

export function AddSkill({ look = 'secondary' }: { look?: 'secondary' | 'quiet' }) {
  const words = useBuilderWords()
  const { add } = useActions()
  const [open, setOpen] = useState(false)
  return (
    <>
      <Button look={look} onClick={() => setOpen(true)} className={look === 'quiet' ? '-ml-2 mt-1 text-xs!' : ''}>
        <Plus size={16} strokeWidth={1.5} aria-hidden="true" />
        {words.addSkill}
      </Button>
      {open && (
        <Suspense>
          <OwnSkillForm
            title={words.addSkill}
            start={{ name: '', level: null, category: null, description: '' }}
            withLevel
            onSave={({ level, ...skill }) => add({ kind: 'skill', ...skill, ...(level && { level }) })}
            onClose={() => setOpen(false)}
          />
        </Suspense>
      )}
    </>
  )
}
