import { Toast } from '@base-ui/react/toast'
import { useRouterState } from '@tanstack/react-router'
import { type KeyboardEvent, useEffect } from 'react'
import { useMessages } from '../../messages/language.tsx'
import type { Me } from '../../session.ts'
import { explain } from '../../ui/explain.ts'
import { Notice } from '../../ui/notice.tsx'
import { ActionsProvider } from './actions.ts'
import { DeletedList } from './deleted-list.tsx'
import { EmptyResume } from './empty-resume.tsx'
import { Inbox } from './inbox.tsx'
import { ResumeHead } from './resume-head.tsx'
import type { Resume } from './resume-queries.ts'
import { SaveBar } from './save-bar.tsx'
import { SectionBlock } from './section-block.tsx'
import { SectionNav } from './section-nav.tsx'
import { shownSections } from './shown-sections.ts'
import { useResumeActions } from './use-actions.ts'

/** The resume as a sheet of paper that can be worked on. */
export function Builder({ resume, me }: { resume: Resume; me: Me }) {
  const messages = useMessages()
  const { actions, edits } = useResumeActions(resume)
  const sections = shownSections(resume)
  useArrivalToast()
  const undoKey = (event: KeyboardEvent) => {
    if (event.key.toLowerCase() !== 'z' || !(event.ctrlKey || event.metaKey) || event.shiftKey) return
    if (event.target instanceof HTMLInputElement && event.target.type !== 'checkbox') return
    event.preventDefault()
    edits.undo()
  }
  return (
    <ActionsProvider value={actions}>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: Ctrl+Z only repeats the Undo button */}
      <div
        onKeyDown={undoKey}
        className="mx-auto grid max-w-6xl gap-6 px-4 py-6 sm:px-6 lg:grid-cols-[200px_minmax(0,1fr)] lg:gap-10 lg:py-10"
      >
        <SectionNav sections={sections} />
        <div className="min-w-0">
          <SaveBar saved={edits.saved} canUndo={edits.canUndo} onUndo={edits.undo} />
          {edits.saved === 'failed' && <Notice tone="red">{explain(edits.error, messages)}</Notice>}
          <Inbox />
          <article className="mt-4 rounded border border-line bg-sheet px-4 py-8 sm:px-10 sm:py-12">
            <ResumeHead resume={resume} me={me} />
            {sections.length === 0 && <EmptyResume hasDeleted={resume.deleted.entries.length + resume.deleted.skills.length > 0} />}
            {sections.map((section, index) => (
              <SectionBlock
                key={section.name}
                section={section}
                isFirst={index === 0}
                isLast={index === sections.filter(({ placed }) => placed).length - 1}
              />
            ))}
          </article>
          <DeletedList deleted={resume.deleted} />
        </div>
      </div>
    </ActionsProvider>
  )
}

/** Says what a claim has just brought here. */
function useArrivalToast(): void {
  const { resume: say } = useMessages()
  const toasts = Toast.useToastManager()
  const { added, left } = useRouterState({ select: ({ location }) => location.state })
  useEffect(() => {
    if (added) toasts.add({ id: 'note', actionProps: undefined, title: say.addedToast(added, left ?? 0) })
    window.history.replaceState({ ...window.history.state, added: undefined, left: undefined }, '')
  }, [added, left, toasts.add, say])
}
