import { Link } from '@tanstack/react-router'
import { Download, Share2, Upload } from 'lucide-react'
import { useBuilderWords } from '../../messages/resume/index.ts'
import { buttonClass } from '../../ui/button.tsx'
import { SaveBar } from './save-bar.tsx'
import type { useEdits } from './use-edits.ts'

const quiet = buttonClass('quiet', 'min-h-10')
const icon = { size: 16, strokeWidth: 1.5, 'aria-hidden': true, className: 'max-sm:hidden' } as const

/** What is saved, the way back, and where the resume can go from here. */
export function BuilderBar({ edits }: { edits: ReturnType<typeof useEdits> }) {
  const words = useBuilderWords()
  return (
    <div className="z-10 bg-paper max-sm:contents sm:sticky sm:top-0 sm:border-b sm:border-line print:hidden">
      <div className="mx-auto max-w-6xl items-center justify-between gap-x-4 px-6 py-1 max-sm:contents sm:flex">
        <div className="max-sm:sticky max-sm:top-0 max-sm:z-10 max-sm:border-b max-sm:border-line max-sm:bg-paper max-sm:px-4 print:hidden">
          <SaveBar saved={edits.saved} canUndo={edits.canUndo} onUndo={edits.undo} />
        </div>
        <nav aria-label={words.tools} className="flex flex-wrap items-center max-sm:mx-0 max-sm:px-2 max-sm:pt-2 print:hidden">
          <Link to="/import" className={quiet}>
            <Upload {...icon} />
            {words.importing}
          </Link>
          {/* where there is room, the bar above has it */}
          <Link to="/settings" className={`${quiet} sm:hidden!`}>
            {words.settings}
          </Link>
          <a href="/api/me/resume.pdf" download className={quiet}>
            <Download {...icon} />
            {words.pdf}
          </a>
          <Link to="/shares" className={buttonClass('primary', 'ms-2 min-h-9! px-4! py-1!')}>
            <Share2 {...icon} />
            {words.share}
          </Link>
        </nav>
      </div>
    </div>
  )
}
