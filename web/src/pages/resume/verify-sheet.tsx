import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { type FormEvent, useState } from 'react'
import { verification } from '../../../../server/src/api.ts'
import { call } from '../../call.ts'
import type { Messages } from '../../messages/en.ts'
import { useMessages } from '../../messages/language.tsx'
import { useBuilderWords } from '../../messages/resume/index.ts'
import { Button, buttonClass } from '../../ui/button.tsx'
import { CheckLine } from '../../ui/check-line.tsx'
import { issuerWords } from '../../ui/issuer-words.ts'
import { Notice } from '../../ui/notice.tsx'
import { Sheet } from '../../ui/sheet.tsx'
import { useTask } from '../../ui/use-task.ts'
import { titleOf } from './actions.ts'
import { type Entry, resumeQuery, type Skill } from './resume-queries.ts'

const MOST = verification.MAX_OWN_SOURCES

/** Starts a verification: which entries show the skill; the rest happens on pages of its own. */
export function VerifySheet({ skill, onClose }: { skill: Skill; onClose: () => void }) {
  const words = useBuilderWords()
  const entries = (useQuery(resumeQuery).data?.sections ?? [])
    .flatMap((section) => section.entries)
    .filter(({ verdict }) => verdict !== 'withdrawn')
  return (
    <Sheet title={words.verifyTitle(titleOf(skill))} lead={words.verifyLead} onClose={onClose}>
      {entries.length > 0 ? <StartForm skill={skill} entries={entries} /> : <p>{words.verifyNoEntries}</p>}
      <h3 className="mt-8 font-medium">{words.verifyOther}</h3>
      <p className="mt-1 text-sm text-soft">{words.verifyOtherText}</p>
      <div className="mt-4 flex flex-wrap gap-2">
        <Link to="/import" className={buttonClass('secondary')}>
          {words.verifyImport}
        </Link>
        <Link to="/vault" className={buttonClass('quiet', 'min-h-11')}>
          {words.verifyVault}
        </Link>
      </div>
    </Sheet>
  )
}

const byOf = (entry: Entry, messages: Messages): string => (entry.kind === 'own' ? entry.organization : issuerWords(entry, messages))

function StartForm({ skill, entries }: { skill: Skill; entries: readonly Entry[] }) {
  const words = useBuilderWords()
  const messages = useMessages()
  const [chosen, setChosen] = useState<ReadonlySet<string>>(() => new Set(entries.length === 1 ? [entries[0]!.id] : []))
  const [refused, setRefused] = useState(false)
  const task = useTask(words.problems)
  const toggle = (id: string, on: boolean) => setChosen(new Set(on ? [...chosen, id] : [...chosen].filter((one) => one !== id)))
  const start = (event: FormEvent) => {
    event.preventDefault()
    setRefused(chosen.size === 0)
    if (chosen.size === 0) return
    void task.run(async () => {
      const { url } = await call(verification.startOwnVerification, { body: { skill: { name: titleOf(skill) }, entryIds: [...chosen] } })
      // on this server, by whatever name it was reached
      const { pathname, search, hash } = new URL(url)
      window.location.assign(pathname + search + hash)
    })
  }
  const error = refused && chosen.size === 0 ? words.verifyPick : task.error
  return (
    <form onSubmit={start} noValidate>
      <fieldset>
        <legend className="font-medium">{words.verifyWhich}</legend>
        <p className="mt-1 text-sm text-soft">{words.verifyWhichText}</p>
        <div className="mt-3 divide-y divide-line border-y border-line">
          {entries.map((entry) => (
            <CheckLine
              key={entry.id}
              label={<span className="line-clamp-3 font-medium break-words">{entry.title}</span>}
              hint={[messages.sections[entry.section], byOf(entry, messages)].filter(Boolean).join(' · ')}
              checked={chosen.has(entry.id)}
              disabled={!chosen.has(entry.id) && chosen.size >= MOST}
              onChecked={(on) => toggle(entry.id, on)}
            />
          ))}
        </div>
      </fieldset>
      <p className="mt-4 text-sm text-soft">{words.verifyNext}</p>
      {error && <Notice tone="red">{error}</Notice>}
      <Button type="submit" busy={task.busy} className="mt-4">
        {words.verifyStart}
      </Button>
    </form>
  )
}
