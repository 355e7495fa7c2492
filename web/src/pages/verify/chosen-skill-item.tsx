import { X } from 'lucide-react'
import { useVerifyWords } from '../../messages/verify/index.ts'
import { Button, buttonClass } from '../../ui/button.tsx'
import { ProofField } from './proof-field.tsx'
import type { ChosenSkill } from './session-api.ts'

const MOST_PROOFS = 10

interface Props {
  skill: ChosenSkill
  onProofs: (proofUrls: string[]) => void
  onRemove: () => void
}

/** A chosen skill with its links. */
export function ChosenSkillItem({ skill, onProofs, onRemove }: Props) {
  const { skills: words } = useVerifyWords()
  const urls = skill.proofUrls.length > 0 ? skill.proofUrls : ['']
  return (
    <li className="py-3">
      <div className="flex items-center justify-between gap-3">
        <h3 dir="auto" className="font-medium">
          {skill.name}
        </h3>
        <button type="button" aria-label={words.remove(skill.name)} onClick={onRemove} className={buttonClass('quiet', '-mr-2')}>
          <X size={16} strokeWidth={1.5} aria-hidden="true" />
        </button>
      </div>
      <div className="mt-1 space-y-2">
        {urls.map((url, index) => (
          <ProofField
            // biome-ignore lint/suspicious/noArrayIndexKey: the place is all a link being typed has
            key={index}
            label={words.proofOf(skill.name, index + 1)}
            url={url}
            onUrl={(next) => onProofs(urls.map((one, at) => (at === index ? next : one)))}
          />
        ))}
      </div>
      {urls.at(-1) !== '' && urls.length < MOST_PROOFS && (
        <Button look="quiet" className="-ml-2" aria-label={words.addLinkFor(skill.name)} onClick={() => onProofs([...urls, ''])}>
          {words.addLink}
        </Button>
      )}
    </li>
  )
}
