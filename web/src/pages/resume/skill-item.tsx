import { Info } from 'lucide-react'
import { useId, useRef, useState } from 'react'
import type { Messages } from '../../messages/en.ts'
import { useMessages } from '../../messages/language.tsx'
import { Button } from '../../ui/button.tsx'
import { useHandOnFocus } from '../../ui/hand-on-focus.ts'
import { issuerWords } from '../../ui/issuer-words.ts'
import { LevelDots } from '../../ui/level-dots.tsx'
import { Seal } from '../../ui/seal/seal.tsx'
import { ItemControls } from './item-controls.tsx'
import { LevelField } from './level-field.tsx'
import type { Skill } from './resume-queries.ts'

const claimOf = (skill: Skill, messages: Messages) => ({
  title: skill.fullName || skill.name,
  verdict: skill.verdict,
  proofs: skill.proofs.map((proof) => ({ ...proof, issuer: issuerWords(proof, messages) })),
})

/** A skill: name, level, seal, how many proofs; the description on request. */
export function SkillItem({ skill, heading: Name }: { skill: Skill; heading: 'h3' | 'h4' }) {
  const messages = useMessages()
  const { resume, seal } = messages
  const [open, setOpen] = useState(false)
  const id = useId()
  const item = useRef<HTMLLIElement>(null)
  useHandOnFocus(item)
  const title = skill.fullName || skill.name
  return (
    <li ref={item} className="border-b border-line pt-3 pb-1 last:border-b-0">
      <div className="flex flex-wrap items-center gap-x-2 gap-y-2 sm:gap-x-4 sm:flex-nowrap">
        <Name
          title={title}
          className={`min-w-0 flex-1 basis-full font-serif text-base font-semibold sm:basis-0 ${skill.hidden ? 'text-soft' : ''}`}
        >
          <bdi>{skill.name}</bdi>
        </Name>
        {skill.canEditLevel ? <LevelField skill={skill} /> : skill.level && <LevelDots level={skill.level} />}
        <Seal claim={claimOf(skill, messages)} />
      </div>
      <div className="-ml-2 flex flex-wrap items-center text-xs text-soft">
        {skill.proofs.length > 0 && <span className="tabular px-2">{seal.proofs(skill.proofs.length)}</span>}
        {skill.hidden && <span className="px-2">{resume.hidden}</span>}
        {skill.description && (
          <Button
            look="quiet"
            aria-label={resume.details(title)}
            aria-expanded={open}
            aria-controls={id}
            onClick={() => setOpen(!open)}
            className="text-xs!"
          >
            <Info size={16} strokeWidth={1.5} aria-hidden="true" className="max-sm:hidden" />
            {resume.detail}
          </Button>
        )}
        <ItemControls item={skill} />
      </div>
      <p id={id} hidden={!open} dir="auto" className="mt-1 max-w-[70ch] font-serif text-base whitespace-pre-line">
        {skill.description}
      </p>
    </li>
  )
}
