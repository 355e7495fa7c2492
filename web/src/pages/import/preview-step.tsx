import { useState } from 'react'
import { useImportWords } from '../../messages/import/index.ts'
import { useLanguage } from '../../messages/language.tsx'
import { ChooseItems } from '../../ui/arrived/choose-items.tsx'
import { Button } from '../../ui/button.tsx'
import { CheckLine } from '../../ui/check-line.tsx'
import { Notice } from '../../ui/notice.tsx'
import { Heading } from '../../ui/shell/heading.tsx'
import { useTask } from '../../ui/use-task.ts'
import { type Imported, type Source, sendImport } from './import-queries.ts'

interface Props {
  source: Source
  found: Imported
  onBack: () => void
  onAdded: (added: readonly string[]) => void
}

/** What is in it, before anything is added: each with its label, and why it cannot be added if so. */
export function PreviewStep({ source, found, onBack, onAdded }: Props) {
  const words = useImportWords()
  const { locale } = useLanguage()
  const { head, notes } = found
  const items = found.items.map((item) => ({ ...item, ...(item.reason !== '' && { why: words.reasons[item.reason] }) }))
  const [chosen, setChosen] = useState<ReadonlySet<string>>(() => new Set(items.filter((item) => item.available).map((item) => item.id)))
  const [withHead, setWithHead] = useState(head.length > 0)
  const { busy, error, run } = useTask(words.problems)
  const takesHead = withHead && head.length > 0
  const nothing = chosen.size === 0 && !takesHead
  const isFixed = items.every((item) => !item.available) && head.length === 0
  const add = () =>
    run(async () => {
      const { added } = await sendImport(source, { preview: false, include: [...chosen, ...(takesHead ? ['head'] : [])] })
      onAdded(added)
    })
  const fields = new Intl.ListFormat(locale, { type: 'conjunction' }).format(head.map(({ field }) => words.fields[field] ?? field))
  return (
    <>
      <Heading takesFocus>{words.found(items.length)}</Heading>
      <p className="mt-3 max-w-[60ch] text-soft">{words.foundLead}</p>
      {items.some((item) => item.kind === 'own') && <p className="mt-2 max-w-[60ch] text-soft">{words.ownLead}</p>}
      <div className="mt-8">{items.length > 0 && <ChooseItems items={items} chosen={chosen} onChosen={setChosen} headingLevel="h2" />}</div>
      {head.length > 0 && (
        <div className="mt-6 border-y border-line">
          <CheckLine label={words.head(fields)} checked={withHead} onChecked={setWithHead} />
        </div>
      )}
      {notes.length > 0 && (
        <section className="mt-8" aria-labelledby="import-notes">
          <h2 id="import-notes" className="text-sm font-semibold text-soft">
            {words.notes}
          </h2>
          <ul className="mt-1 list-disc space-y-1 pl-5 text-sm break-words">
            {notes.map((note) => (
              <li key={note} dir="auto">
                {note}
              </li>
            ))}
          </ul>
        </section>
      )}
      {isFixed && <Notice tone="plain">{words.nothingToAdd}</Notice>}
      {error && <Notice tone="red">{error}</Notice>}
      <div className="sticky bottom-0 -mx-4 mt-8 flex flex-wrap gap-3 border-t border-line bg-paper px-4 py-4 sm:mx-0 sm:px-0">
        {!isFixed && (
          <Button onClick={nothing ? undefined : add} aria-disabled={nothing} busy={busy}>
            {busy ? words.adding : nothing ? words.none : chosen.size > 0 ? words.add(chosen.size) : words.addHead}
          </Button>
        )}
        <Button look="secondary" onClick={onBack}>
          {words.back}
        </Button>
      </div>
    </>
  )
}
