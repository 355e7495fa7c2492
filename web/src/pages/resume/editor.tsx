import { useDeferredValue } from 'react'
import { useBuilderWords } from '../../messages/resume/index.ts'
import type { Me } from '../../session.ts'
import { AddEntry, AddSkill } from './add-own.tsx'
import { DeletedList } from './deleted-list.tsx'
import { EmptyResume } from './empty-resume.tsx'
import { HeadEditor } from './head-editor.tsx'
import { Inbox } from './inbox.tsx'
import { LookEditor } from './look-editor.tsx'
import { ResumeHead } from './resume-head.tsx'
import type { Resume } from './resume-queries.ts'
import { SectionBlock } from './section-block.tsx'
import { SectionOrder } from './section-order.tsx'
import { firstScreen, movableSections, shownSections } from './shown-sections.ts'
import { UnreadNotices } from './unread-notices.tsx'

/** Everything of the resume that can be worked on, from the name to what was deleted. */
export function Editor({ resume, me }: { resume: Resume; me: Me }) {
  const words = useBuilderWords()
  const sections = shownSections(resume)
  // first what the screen shows, then the rest of a long resume
  const isWhole = useDeferredValue(true, false)
  const movable = movableSections(resume)
  const first = sections.find(({ entries }) => entries.length > 0)?.entries[0]?.section
  return (
    <>
      <UnreadNotices />
      <Inbox />
      <article>
        <ResumeHead resume={resume} me={me} />
        <div className="mt-6 border-t border-line">
          <HeadEditor profile={resume.profile} />
          <LookEditor settings={resume.settings} />
          {movable.length > 1 && <SectionOrder sections={movable} />}
        </div>
        <div className="mt-6 flex flex-wrap gap-2 print:hidden">
          <AddEntry section={first ?? 'Experience'} />
          <AddSkill />
        </div>
        {sections.length === 0 && <EmptyResume hasDeleted={resume.deleted.entries.length + resume.deleted.skills.length > 0} />}
        {(isWhole ? sections : firstScreen(sections)).map((section, index) => (
          <SectionBlock key={section.name} section={section} index={index} of={sections.length} />
        ))}
      </article>
      <DeletedList deleted={resume.deleted} />
      <p className="mt-10 text-sm text-soft print:hidden">
        {words.data}:{' '}
        <a href="/api/me/resume.ler.json" download className="underline underline-offset-2">
          {words.lerRs}
        </a>
        {' · '}
        <a href="/api/me/resume.json" download className="underline underline-offset-2">
          {words.jsonResume}
        </a>
      </p>
    </>
  )
}
