import { Link } from '@tanstack/react-router'
import { BadgeCheck } from 'lucide-react'
import { useState } from 'react'
import { useBuilderWords } from '../../messages/resume/index.ts'
import { Button, buttonClass } from '../../ui/button.tsx'
import { Sheet } from '../../ui/sheet.tsx'
import { titleOf } from './actions.ts'
import type { Skill } from './resume-queries.ts'

/** How a skill comes to be verified: by somebody else, never by pressing a button here. */
export function GetVerified({ skill }: { skill: Skill }) {
  const words = useBuilderWords()
  const [open, setOpen] = useState(false)
  const title = titleOf(skill)
  return (
    <>
      <Button look="quiet" aria-label={words.verifyLabel(title)} onClick={() => setOpen(true)} className="text-xs!">
        <BadgeCheck size={16} strokeWidth={1.5} aria-hidden="true" className="max-sm:hidden" />
        {words.verify}
      </Button>
      {open && (
        <Sheet title={words.verifyTitle(title)} lead={words.verifyLead} onClose={() => setOpen(false)}>
          <ol className="divide-y divide-line border-y border-line">
            {words.verifyWays.map(([way, text]) => (
              <li key={way} className="py-4">
                <h3 className="font-medium">{way}</h3>
                <p className="mt-1 text-sm text-soft">{text}</p>
              </li>
            ))}
          </ol>
          <div className="mt-6 flex flex-wrap gap-2">
            <Link to="/import" className={buttonClass('secondary')}>
              {words.verifyImport}
            </Link>
            <Link to="/vault" className={buttonClass('quiet', 'min-h-11')}>
              {words.verifyVault}
            </Link>
          </div>
        </Sheet>
      )}
    </>
  )
}
