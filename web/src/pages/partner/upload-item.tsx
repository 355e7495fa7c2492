import { useQuery } from '@tanstack/react-query'
import { useId, useState } from 'react'
import { useLanguage } from '../../messages/language.tsx'
import { usePartnerWords } from '../../messages/partner/index.ts'
import { Button } from '../../ui/button.tsx'
import { writeMoment } from '../../ui/dates.ts'
import { Loading } from '../../ui/shell/loading.tsx'
import { ModeTag } from './mode-tag.tsx'
import { type Upload, uploadQuery } from './partner-queries.ts'
import { UploadElements } from './upload-elements.tsx'

/** One upload: for whom, what, and how its link stands; the results on request. */
export function UploadItem({ upload }: { upload: Upload }) {
  const { uploads: words } = usePartnerWords()
  const { locale } = useLanguage()
  const [open, setOpen] = useState(false)
  const region = useId()
  const { titles, recipient, elements, refused, state, mode, createdAt } = upload
  const more = (elements ?? titles.length) - refused - titles.length
  const title = titles.length > 0 ? `${titles.join(' · ')}${more > 0 ? ` ${words.more(more)}` : ''}` : words.untitled
  const who = recipient.name || recipient.email || recipient.studentId || recipient.id
  return (
    <>
      <div className="flex flex-wrap items-start justify-between gap-x-6 gap-y-2">
        <div className="min-w-0 flex-1 basis-72">
          <h3 className="font-semibold">
            <bdi>{title}</bdi> <ModeTag mode={mode} />
          </h3>
          <p className="tabular text-sm text-soft">
            <bdi>{who ? words.for(who) : words.nobody}</bdi>
            {' · '}
            {writeMoment(createdAt, locale, { dateStyle: 'medium', timeStyle: 'short' })}
          </p>
          <p className="tabular text-sm text-soft">
            {elements !== null && `${words.sent(elements)} · `}
            {refused > 0 && <span className="text-red">{words.refused(refused)} · </span>}
            {words.states[state]}
          </p>
        </div>
        <Button
          look="secondary"
          className="min-h-9! px-3!"
          aria-expanded={open}
          aria-controls={region}
          aria-label={open ? `${words.hide}: ${title}` : words.showOf(title)}
          onClick={() => setOpen(!open)}
        >
          {open ? words.hide : words.show}
        </Button>
      </div>
      <div id={region}>{open && <Results id={upload.id} />}</div>
    </>
  )
}

function Results({ id }: { id: string }) {
  const { data } = useQuery(uploadQuery(id))
  return data ? <UploadElements elements={data.elements} /> : <Loading inside />
}
