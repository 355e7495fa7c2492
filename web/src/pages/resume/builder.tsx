import { type KeyboardEvent, useRef, useState } from 'react'
import { useMessages } from '../../messages/language.tsx'
import { useBuilderWords } from '../../messages/resume/index.ts'
import type { Me } from '../../session.ts'
import { explain } from '../../ui/explain.ts'
import { Notice } from '../../ui/notice.tsx'
import { ActionsProvider } from './actions.ts'
import { BuilderBar } from './builder-bar.tsx'
import { Editor } from './editor.tsx'
import { Preview } from './preview.tsx'
import type { Resume } from './resume-queries.ts'
import { useResumeActions } from './use-actions.ts'
import { useArrivalToast } from './use-arrival-toast.ts'
import { useIsWide } from './use-is-wide.ts'
import { panelOf, type View, ViewTabs } from './view-tabs.tsx'

const writesText = (target: EventTarget): boolean =>
  target instanceof HTMLTextAreaElement || (target instanceof HTMLInputElement && !['checkbox', 'radio', 'color'].includes(target.type))

/** Left what can be worked on, right the page as others see it; on small screens one or the other. */
export function Builder({ resume, version, me }: { resume: Resume; version: number; me: Me }) {
  const messages = useMessages()
  const words = useBuilderWords()
  const { actions, edits } = useResumeActions(resume)
  const isWide = useIsWide()
  const [view, setView] = useState<View>('edit')
  // what is not saved yet is not on the page others see
  const savedVersion = useRef(version)
  if (edits.saved !== 'saving') savedVersion.current = version
  useArrivalToast()
  const undoKey = (event: KeyboardEvent<HTMLElement>) => {
    if (event.key.toLowerCase() !== 'z' || !(event.ctrlKey || event.metaKey) || event.shiftKey || writesText(event.target)) return
    // not from within a dialog
    if (!event.currentTarget.contains(event.target as Node)) return
    event.preventDefault()
    edits.undo()
  }
  const shows = (name: View): boolean => isWide || view === name
  return (
    <ActionsProvider value={actions}>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: Ctrl+Z only repeats the Undo button */}
      <div onKeyDown={undoKey}>
        <BuilderBar edits={edits} />
        {!isWide && <ViewTabs view={view} onView={setView} />}
        <div className="mx-auto grid max-w-6xl gap-8 px-4 pb-10 sm:px-6 lg:grid-cols-[minmax(0,1fr)_minmax(0,1fr)]">
          <div {...panelOf('edit', isWide)} hidden={!shows('edit')} className="min-w-0 pt-6">
            {edits.saved === 'failed' && <Notice tone="red">{explain(edits.error, messages, words.problems)}</Notice>}
            <Editor resume={resume} me={me} />
          </div>
          {shows('preview') && (
            <section
              {...panelOf('preview', isWide)}
              {...(isWide && { 'aria-label': words.preview })}
              className="flex h-[calc(100dvh-10rem)] min-w-0 flex-col pt-6 lg:sticky lg:top-14 lg:h-[calc(100dvh-4rem)] print:hidden"
            >
              <div className="flex items-baseline justify-between gap-4 pb-2 text-xs text-soft">
                <p>{words.previewLead}</p>
                <a href="/api/me/resume/preview" target="_blank" rel="noopener" className="shrink-0 underline underline-offset-2">
                  {words.openPreview}
                </a>
              </div>
              <div className="min-h-0 flex-1">
                <Preview version={savedVersion.current} />
              </div>
            </section>
          )}
        </div>
      </div>
    </ActionsProvider>
  )
}
