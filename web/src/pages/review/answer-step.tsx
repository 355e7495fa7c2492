import { type FormEvent, useRef, useState } from 'react'
import { useReviewWords } from '../../messages/review/index.ts'
import { Button } from '../../ui/button.tsx'
import { CheckLine } from '../../ui/check-line.tsx'
import { ExternalLink } from '../../ui/external-link.tsx'
import { Field } from '../../ui/field.tsx'
import { Notice } from '../../ui/notice.tsx'
import { Heading } from '../../ui/shell/heading.tsx'
import { TextArea } from '../../ui/text-area.tsx'
import { AskedWork } from './asked-work.tsx'
import type { Answer, Asked } from './review-queries.ts'

interface Props {
  asked: Asked
  start: Answer
  takesFocus: boolean
  onAnswer: (answer: Answer) => void
}

const COMMENT_LIMIT = 2000

export function AnswerStep({ asked, start, takesFocus, onAnswer }: Props) {
  const words = useReviewWords()
  const [chosen, setChosen] = useState<ReadonlySet<string>>(() => new Set(start.skillIds))
  const [comment, setComment] = useState(start.comment ?? '')
  const [relationship, setRelationship] = useState(start.relationship ?? '')
  const [refused, setRefused] = useState(false)
  const list = useRef<HTMLFieldSetElement>(null)
  const { skills, requesterInfo, endorserInfo, endorsementType, source } = asked
  const skillIds = skills.map(({ skillId }) => skillId).filter((id) => chosen.has(id))

  const toggle = (ids: readonly string[], on: boolean) => {
    setRefused(false)
    setChosen(new Set(on ? [...chosen, ...ids] : [...chosen].filter((id) => !ids.includes(id))))
  }
  const confirm = (event: FormEvent) => {
    event.preventDefault()
    if (skillIds.length > 0) return onAnswer({ skillIds, comment: comment.trim(), relationship: relationship.trim() })
    setRefused(true)
    list.current?.querySelector('input')?.focus()
  }
  const decline = () => onAnswer({ skillIds: [], comment: comment.trim(), relationship: relationship.trim(), decline: true })

  return (
    <form onSubmit={confirm} noValidate className="mx-auto max-w-2xl px-4 py-10 sm:px-6 sm:py-16">
      <Heading takesFocus={takesFocus}>{words.heading(requesterInfo.name)}</Heading>
      <p dir="auto" className="mt-3 max-w-[60ch] text-soft">
        {words.lead(endorserInfo.name)} {endorsementType && words.as[endorsementType]}
      </p>
      <AskedWork source={source} />
      <fieldset ref={list} className="mt-8" aria-describedby="skills-hint">
        <legend className="text-lg font-semibold">{words.skills}</legend>
        <p id="skills-hint" className="mt-1 text-sm text-soft">
          {words.skillsHint}
        </p>
        <div className="mt-3 divide-y divide-line border-y border-line">
          {skills.length > 2 && (
            <CheckLine
              label={<span className="text-soft">{words.all}</span>}
              checked={skillIds.length === skills.length}
              onChecked={(on) =>
                toggle(
                  skills.map(({ skillId }) => skillId),
                  on,
                )
              }
            />
          )}
          {skills.map(({ skillId, name, proofUrl }) => (
            <div key={skillId} className="py-2">
              <CheckLine
                label={<span className="font-medium">{name}</span>}
                checked={chosen.has(skillId)}
                onChecked={(on) => toggle([skillId], on)}
              />
              {proofUrl.length > 0 && (
                <p className="ml-8 text-sm text-soft">
                  {words.proofs}:{' '}
                  {proofUrl.map((url, index) => (
                    <span key={url} className="mr-3 inline-block">
                      <ExternalLink href={url}>{hostOf(url) ?? words.proof(index + 1)}</ExternalLink>
                    </span>
                  ))}
                </p>
              )}
            </div>
          ))}
        </div>
      </fieldset>
      <div className="mt-8 space-y-5">
        <Field
          label={words.relationship}
          hint={words.relationshipHint}
          dir="auto"
          maxLength={200}
          value={relationship}
          onChange={(event) => setRelationship(event.target.value)}
        />
        <TextArea
          label={words.comment}
          hint={words.commentHint(COMMENT_LIMIT - comment.length)}
          maxLength={COMMENT_LIMIT}
          value={comment}
          onChange={(event) => setComment(event.target.value)}
        />
      </div>
      {refused && <Notice tone="red">{words.pickOne}</Notice>}
      <div className="mt-8 flex flex-wrap gap-3">
        <Button type="submit" className="w-full sm:w-auto">
          {words.confirm(skillIds.length)}
        </Button>
        <Button look="secondary" className="w-full sm:w-auto" onClick={decline}>
          {words.decline}
        </Button>
      </div>
    </form>
  )
}

const hostOf = (url: string): string | undefined => (URL.canParse(url) ? new URL(url).host : undefined)
