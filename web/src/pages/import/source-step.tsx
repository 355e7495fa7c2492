import { type FormEvent, useState } from 'react'
import { resume } from '../../../../server/src/api.ts'
import { useImportWords } from '../../messages/import/index.ts'
import { Button } from '../../ui/button.tsx'
import { Notice } from '../../ui/notice.tsx'
import { Heading } from '../../ui/shell/heading.tsx'
import { TextArea } from '../../ui/text-area.tsx'
import { useTask } from '../../ui/use-task.ts'
import { DropZone } from './drop-zone.tsx'
import { type Imported, type Source, sendImport } from './import-queries.ts'
import { PartnerList } from './partner-list.tsx'

interface Props {
  takesFocus: boolean
  onFound: (source: Source, found: Imported) => void
}

export function SourceStep({ takesFocus, onFound }: Props) {
  const words = useImportWords()
  const [text, setText] = useState('')
  const [tooLarge, setTooLarge] = useState(false)
  const { busy, error, run, clear } = useTask(words.problems)
  const look = (source: Source) => {
    const isLarge = typeof source !== 'string' && source.size > resume.MAX_FILE_BYTES
    setTooLarge(isLarge)
    if (isLarge) return clear()
    void run(async () => onFound(source, await sendImport(source, { preview: true })))
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    look(text)
  }
  const refused = tooLarge ? words.problems.body_too_large : error
  return (
    <>
      <Heading takesFocus={takesFocus}>{words.title}</Heading>
      <p className="mt-3 max-w-[60ch] text-soft">{words.lead}</p>
      <PartnerList />
      <section className="mt-10" aria-labelledby="import-file">
        <h2 id="import-file" className="text-lg font-semibold">
          {words.fileTitle}
        </h2>
        <DropZone busy={busy} onFile={look} />
      </section>
      <section className="mt-10" aria-labelledby="import-paste">
        <h2 id="import-paste" className="text-lg font-semibold">
          {words.pasteTitle}
        </h2>
        <form onSubmit={submit} className="mt-3 space-y-4">
          <TextArea
            label={words.pasteLabel}
            hint={words.pasteHint}
            value={text}
            spellCheck={false}
            onChange={(event) => setText(event.target.value)}
            onPaste={(event) => {
              const [file] = event.clipboardData.files
              if (!file) return
              event.preventDefault()
              look(file)
            }}
          />
          <Button type="submit" busy={busy}>
            {busy ? words.reading : words.look}
          </Button>
        </form>
      </section>
      {refused && <Notice tone="red">{refused}</Notice>}
    </>
  )
}
