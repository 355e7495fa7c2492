import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useMessages } from '../../messages/language.tsx'
import { useVerifyWords } from '../../messages/verify/index.ts'
import { CheckLine } from '../../ui/check-line.tsx'
import { Field } from '../../ui/field.tsx'
import { useSettled } from '../../ui/use-settled.ts'
import { useTask } from '../../ui/use-task.ts'
import { ChosenSkillItem } from './chosen-skill-item.tsx'
import { isLink } from './is-link.ts'
import { type ChosenSkill, catalogueQuery, type Session, storeSkills } from './session-api.ts'
import { StepFrame } from './step-frame.tsx'

const MOST = 10

interface Props {
  session: Session
  start: readonly ChosenSkill[]
  onDone: (skills: ChosenSkill[]) => void
}

/** Step 1: which skills, with links that show them. */
export function SkillsStep({ session, start, onDone }: Props) {
  const words = useVerifyWords()
  const categories: Record<string, string> = useMessages().categories
  const [chosen, setChosen] = useState<ChosenSkill[]>([...start])
  const [text, setText] = useState('')
  const [refused, setRefused] = useState<string>()
  const { busy, error, run, clear } = useTask(words.problems)
  const search = useSettled(text.trim())
  const { data } = useQuery({ ...catalogueQuery(search), placeholderData: keepPreviousData })
  const found = data?.skills ?? []
  const has = (id: string) => chosen.some(({ skillId }) => skillId === id)

  const toggle = (skill: { skillId: string; name: string }, on: boolean) => {
    setRefused(undefined)
    clear()
    setChosen(on ? [...chosen, { ...skill, proofUrls: [''] }] : chosen.filter(({ skillId }) => skillId !== skill.skillId))
  }
  const next = () => {
    const skills = chosen.map((skill) => ({ ...skill, proofUrls: skill.proofUrls.map((url) => url.trim()).filter(Boolean) }))
    if (skills.length === 0) return setRefused(words.skills.pick)
    if (skills.some(({ proofUrls }) => !proofUrls.every(isLink))) return setRefused(words.skills.notALink)
    void run(async () => {
      await storeSkills(session, skills)
      onDone(skills)
    })
  }

  return (
    <StepFrame
      name="skills"
      number={1}
      title={words.skills.title}
      lead={words.skills.lead}
      error={refused ?? error}
      busy={busy}
      onNext={next}
    >
      {chosen.length > 0 && (
        <section aria-labelledby="chosen" className="mb-6">
          <h2 id="chosen" className="tabular text-sm font-medium">
            {words.skills.chosen(chosen.length)}
          </h2>
          <ul className="mt-2 divide-y divide-line border-y border-line">
            {chosen.map((skill) => (
              <ChosenSkillItem
                key={skill.skillId}
                skill={skill}
                onProofs={(proofUrls) => setChosen(chosen.map((one) => (one.skillId === skill.skillId ? { ...one, proofUrls } : one)))}
                onRemove={() => toggle(skill, false)}
              />
            ))}
          </ul>
        </section>
      )}
      <Field
        label={words.skills.search}
        type="search"
        autoComplete="off"
        dir="auto"
        value={text}
        onChange={(event) => setText(event.target.value)}
        onKeyDown={(event) => event.key === 'Enter' && event.preventDefault()}
      />
      <div className="mt-3 grid gap-x-6 sm:grid-cols-2">
        {found.map((skill) => (
          <CheckLine
            key={skill.skillId}
            label={skill.name}
            hint={categories[skill.category ?? ''] ?? skill.category}
            checked={has(skill.skillId)}
            disabled={!has(skill.skillId) && chosen.length >= MOST}
            onChecked={(on) => toggle({ skillId: skill.skillId, name: skill.name }, on)}
          />
        ))}
      </div>
      <p role="status" className="mt-2 text-sm text-soft">
        {data && found.length === 0 ? words.skills.none(search) : ''}
      </p>
    </StepFrame>
  )
}
