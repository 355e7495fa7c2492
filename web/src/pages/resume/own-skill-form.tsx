import { type FormEvent, useState } from 'react'
import { resume as contract, words as contractWords } from '../../../../server/src/api.ts'
import { useMessages } from '../../messages/language.tsx'
import { useBuilderWords } from '../../messages/resume/index.ts'
import { Field } from '../../ui/field.tsx'
import { FormEnd } from '../../ui/form-end.tsx'
import { SelectField } from '../../ui/select-field.tsx'
import { Sheet } from '../../ui/sheet.tsx'
import { TextArea } from '../../ui/text-area.tsx'
import { useTask } from '../../ui/use-task.ts'
import type { Skill } from './resume-queries.ts'

export type OwnSkillFields = Pick<Skill, 'level' | 'category' | 'description'> & { name: string }

interface Props {
  title: string
  start: OwnSkillFields
  /** the level of a skill that is there already is set beside it */
  withLevel: boolean
  onSave: (skill: OwnSkillFields) => void | Promise<void>
  onClose: () => void
}

/** A skill in one's own words. */
export function OwnSkillForm({ title, start, withLevel, onSave, onClose }: Props) {
  const { levels, categories, resume } = useMessages()
  const words = useBuilderWords()
  const [skill, setSkill] = useState(start)
  const [tried, setTried] = useState(false)
  const task = useTask(words.problems)
  const missing = skill.name.trim() === '' ? words.nameMissing : undefined
  const save = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    setTried(true)
    if (missing) return (event.currentTarget.elements.namedItem('name') as HTMLElement | null)?.focus()
    void task.run(async () => {
      await onSave({ ...skill, name: skill.name.trim() })
      onClose()
    })
  }
  return (
    <Sheet title={title} lead={words.ownLead} onClose={onClose}>
      <form onSubmit={save} noValidate className="space-y-4">
        <Field
          label={words.skillName}
          name="name"
          dir="auto"
          required
          maxLength={contract.SHORT_LIMIT}
          value={skill.name}
          error={tried ? missing : undefined}
          onChange={({ target }) => setSkill({ ...skill, name: target.value })}
        />
        {withLevel && (
          <SelectField
            label={words.level}
            value={skill.level ?? ''}
            options={[['', words.noLevel], ...contractWords.SKILL_LEVELS.map((level) => [level, levels[level]] as const)]}
            onValue={(level) => setSkill({ ...skill, level: (level || null) as Skill['level'] })}
          />
        )}
        <SelectField
          label={words.category}
          value={skill.category ?? ''}
          options={[['', resume.uncategorized], ...contractWords.SKILL_CATEGORIES.map((name) => [name, categories[name]] as const)]}
          onValue={(category) => setSkill({ ...skill, category: (category || null) as Skill['category'] })}
        />
        <TextArea
          label={words.description}
          maxLength={contract.TEXT_LIMIT}
          value={skill.description}
          onChange={({ target }) => setSkill({ ...skill, description: target.value })}
        />
        <FormEnd error={task.error} busy={task.busy} onCancel={onClose} />
      </form>
    </Sheet>
  )
}
