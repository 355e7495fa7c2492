import { Pencil } from 'lucide-react'
import { useState } from 'react'
import { useMessages } from '../../messages/language.tsx'
import type { Me } from '../../session.ts'
import { Button } from '../../ui/button.tsx'
import { Mark } from '../../ui/seal/mark.tsx'
import { Heading } from '../../ui/shell/heading.tsx'
import { NameEditor } from './name-editor.tsx'
import type { Resume } from './resume-queries.ts'

/** Whose resume, and how much of it is verified. */
export function ResumeHead({ resume, me }: { resume: Resume; me: Me }) {
  const { resume: say, name, claim } = useMessages()
  const [edits, setEdits] = useState(false)
  const { claims, verified } = resume.summary
  return (
    <header>
      <div className="flex flex-wrap items-start justify-between gap-x-4 gap-y-2">
        <Heading className="min-w-0">{resume.name || say.unnamed}</Heading>
        {!edits && (
          <Button look="quiet" onClick={() => setEdits(true)} className="-ml-2 sm:ml-0">
            <Pencil size={16} strokeWidth={1.5} aria-hidden="true" />
            {resume.name ? name.edit : name.missing}
          </Button>
        )}
      </div>
      {me.emails[0] && <p className="mt-1 text-sm text-soft">{claim.signedInAs(me.emails[0])}</p>}
      {edits && <NameEditor me={me} onDone={() => setEdits(false)} />}
      {claims > 0 && (
        <p className={`tabular mt-4 flex items-center gap-2 text-sm font-medium ${verified > 0 ? 'text-verified' : 'text-soft'}`}>
          {verified > 0 && <Mark verdict="verified" size={18} />}
          {say.summary(verified, claims)}
        </p>
      )}
    </header>
  )
}
