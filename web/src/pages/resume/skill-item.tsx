import { Info } from 'lucide-react'
import { useId, useState } from 'react'
import type { Messages } from '../../messages/en.ts'
import { useMessages } from '../../messages/language.tsx'
import { Button } from '../../ui/button.tsx'
import { issuerWords } from '../../ui/issuer-words.ts'
import { LevelDots } from '../../ui/level-dots.tsx'
import { Seal } from '../../ui/seal/seal.tsx'
import { titleOf, useActions } from './actions.ts'
import { ArrangeItem } from './arrange-item.tsx'
import { EditOwn } from './edit-own.tsx'
import { GetVerified } from './get-verified.tsx'
import { ItemControls } from './item-controls.tsx'
import { LevelField } from './level-field.tsx'
import { MoveButtons } from './move-buttons.tsx'
import type { Skill } from './resume-queries.ts'

const claimOf = (skill: Skill, messages: Messages) => ({
  title: titleOf(skill),
  verdict: skill.verdict,
  proofs: skill.proofs.map((proof) => ({ ...proof, issuer: issuerWords(proof, messages) })),
})

interface Props {
  skill: Skill
  heading: 'h3' | 'h4'
  index: number
  of: number
  onBeforeMove: () => void
}

/** A skill: name, level, seal, how many proofs; the description on request. */
export function SkillItem({ skill, heading: Name, index, of, onBeforeMove }: Props) {
  const messages = useMessages()
  const { resume, seal } = messages
  const { place } = useActions()
  const [open, setOpen] = useState(false)
  const id = useId()
  const title = titleOf(skill)
  const move = (by: -1 | 1) => {
    onBeforeMove()
    place(skill, index + by)
  }
  return (
    <ArrangeItem
      id={skill.id}
      title={title}
      index={index}
      of={of}
      onPlace={(to) => place(skill, to)}
      onBeforeMove={onBeforeMove}
      className="border-b border-line pt-3 pb-1 last:border-b-0"
    >
      {(handle) => (
        <>
          <div className="flex flex-wrap items-center gap-x-2 gap-y-2 sm:gap-x-4 sm:flex-nowrap">
            <Name
              title={title}
              className={`min-w-0 flex-1 basis-full font-serif text-base font-semibold sm:basis-0 ${skill.hidden ? 'text-soft' : ''}`}
            >
              <bdi>{skill.name}</bdi>
            </Name>
            {skill.level && <LevelDots level={skill.level} word={!skill.canEditLevel} />}
            {skill.canEditLevel && <LevelField skill={skill} />}
            <Seal claim={claimOf(skill, messages)} />
          </div>
          <div className="-ml-2 flex flex-wrap items-center text-xs text-soft">
            {handle}
            <MoveButtons title={title} isFirst={index === 0} isLast={index === of - 1} onMove={move} />
            {skill.proofs.length > 0 && <span className="tabular px-2">{seal.proofs(skill.proofs.length)}</span>}
            {skill.hidden && <span className="px-2">{resume.hidden}</span>}
            {skill.verdict !== 'verified' && <GetVerified skill={skill} />}
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
            {skill.kind === 'own' && <EditOwn item={skill} />}
            <ItemControls item={skill} />
          </div>
          <p id={id} hidden={!open} dir="auto" className="mt-1 max-w-[70ch] font-serif text-base whitespace-pre-line">
            {skill.description}
          </p>
        </>
      )}
    </ArrangeItem>
  )
}
