import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { resume } from '../../../../server/src/api.ts'
import { call } from '../../call.ts'
import { useImportWords } from '../../messages/import/index.ts'
import { Button, buttonClass } from '../../ui/button.tsx'
import { Notice } from '../../ui/notice.tsx'
import { Heading } from '../../ui/shell/heading.tsx'
import { useTask } from '../../ui/use-task.ts'

/** It is on the resume; one press takes all of it back. */
export function DoneStep({ added, onUndone, onMore }: { added: readonly string[]; onUndone: () => void; onMore: () => void }) {
  const words = useImportWords()
  const [undone, setUndone] = useState(false)
  const { busy, error, run } = useTask()
  const undo = () =>
    run(async () => {
      await call(resume.undoImport, { body: { added: [...added] } })
      onUndone()
      setUndone(true)
    })
  return (
    <>
      <Heading key={String(undone)} takesFocus>
        {undone ? words.undone : words.added(added.length)}
      </Heading>
      {!undone && <p className="mt-3 text-soft">{words.addedLead}</p>}
      {error && <Notice tone="red">{error}</Notice>}
      <div className="mt-8 flex flex-wrap gap-3">
        <Link to="/resume" className={buttonClass()}>
          {words.toResume}
        </Link>
        {!undone && (
          <Button look="secondary" busy={busy} onClick={undo}>
            {words.undo}
          </Button>
        )}
        <Button look="secondary" onClick={onMore}>
          {words.more}
        </Button>
      </div>
    </>
  )
}
