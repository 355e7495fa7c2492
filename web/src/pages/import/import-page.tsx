import { useQueryClient } from '@tanstack/react-query'
import { Navigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useImportWords } from '../../messages/import/index.ts'
import { useMe } from '../../session.ts'
import { Loading } from '../../ui/shell/loading.tsx'
import { usePageTitle } from '../../ui/shell/page-title.ts'
import { DoneStep } from './done-step.tsx'
import type { Imported, Source } from './import-queries.ts'
import { PreviewStep } from './preview-step.tsx'
import { SourceStep } from './source-step.tsx'

type Step = { at: 'source'; back?: boolean } | { at: 'preview'; source: Source; found: Imported } | { at: 'done'; added: readonly string[] }

/** Partner logos, a file, a link: first what is in it, then on the resume. */
export function ImportPage() {
  const words = useImportWords()
  const me = useMe()
  const queries = useQueryClient()
  const [step, setStep] = useState<Step>({ at: 'source' })
  usePageTitle(words.title)
  if (me === undefined) return <Loading />
  if (me === null) return <Navigate to="/sign-in" search={{ next: '/import' }} replace />
  const restart = () => setStep({ at: 'source', back: true })
  const changed = () => queries.removeQueries({ queryKey: ['resume'] })
  return (
    <div className="mx-auto max-w-2xl px-4 py-10 sm:px-6 sm:py-16">
      {step.at === 'source' && (
        <SourceStep takesFocus={step.back === true} onFound={(source, found) => setStep({ at: 'preview', source, found })} />
      )}
      {step.at === 'preview' && (
        <PreviewStep
          source={step.source}
          found={step.found}
          onBack={restart}
          onAdded={(added) => {
            changed()
            setStep({ at: 'done', added })
          }}
        />
      )}
      {step.at === 'done' && <DoneStep added={step.added} onUndone={changed} onMore={restart} />}
    </div>
  )
}
