import { BadgeCheck } from 'lucide-react'
import { lazy, Suspense, useState } from 'react'
import { useBuilderWords } from '../../messages/resume/index.ts'
import { Button } from '../../ui/button.tsx'
import { titleOf } from './actions.ts'
import type { Skill } from './resume-queries.ts'

const VerifySheet = lazy(() => import('./verify-sheet.tsx').then((module) => ({ default: module.VerifySheet })))

/** How a skill comes to be verified: by somebody else or by questions, never by pressing a button here. */
export function GetVerified({ skill }: { skill: Skill }) {
  const words = useBuilderWords()
  const [open, setOpen] = useState(false)
  return (
    <>
      <Button look="quiet" aria-label={words.verifyLabel(titleOf(skill))} onClick={() => setOpen(true)} className="text-xs!">
        <BadgeCheck size={16} strokeWidth={1.5} aria-hidden="true" className="max-sm:hidden" />
        {words.verify}
      </Button>
      {open && (
        <Suspense>
          <VerifySheet skill={skill} onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  )
}
