import { useState } from 'react'
import { useLanguage } from '../../messages/language.tsx'
import { useOperatorWords } from '../../messages/operator/index.ts'
import { Button } from '../../ui/button.tsx'
import { writeMoment } from '../../ui/dates.ts'
import { Sheet } from '../../ui/sheet.tsx'
import type { Mail } from './operator-queries.ts'

export function MailItem({ mail }: { mail: Mail }) {
  const { mail: words } = useOperatorWords()
  const { locale } = useLanguage()
  const [open, setOpen] = useState(false)
  const when = writeMoment(mail.createdAt, locale, { dateStyle: 'medium', timeStyle: 'short' })
  return (
    <div className="flex flex-wrap items-start justify-between gap-x-6 gap-y-2">
      <div className="min-w-0 flex-1 basis-64">
        <h3 dir="auto" className="font-medium">
          {mail.subject}
        </h3>
        <p className="tabular text-sm text-soft">
          {mail.to} · {when} · {words.states[mail.state] ?? mail.state}
          {mail.mode === 'test' && ' · test'}
        </p>
      </div>
      <Button
        look="secondary"
        className="min-h-9! px-3!"
        aria-label={`${words.read}: ${mail.subject}, ${mail.to}`}
        onClick={() => setOpen(true)}
      >
        {words.read}
      </Button>
      {open && (
        <Sheet title={mail.subject} lead={`${words.to(mail.to)} · ${when}`} onClose={() => setOpen(false)}>
          <MailBody mail={mail} />
        </Sheet>
      )}
    </div>
  )
}

/** Text first; the HTML form only inside a frame that may do nothing. */
function MailBody({ mail }: { mail: Mail }) {
  const { mail: words } = useOperatorWords()
  const [asHtml, setAsHtml] = useState(false)
  if (!mail.text && !mail.html) return <p className="text-soft">{words.noText}</p>
  return (
    <>
      {mail.html && (
        <div className="mb-4 flex gap-2">
          <Button
            look="quiet"
            aria-pressed={!asHtml}
            className="aria-pressed:bg-shade aria-pressed:text-ink"
            onClick={() => setAsHtml(false)}
          >
            {words.asText}
          </Button>
          <Button
            look="quiet"
            aria-pressed={asHtml}
            className="aria-pressed:bg-shade aria-pressed:text-ink"
            onClick={() => setAsHtml(true)}
          >
            {words.asHtml}
          </Button>
        </div>
      )}
      {asHtml ? (
        <iframe
          title={words.frame(mail.subject)}
          sandbox=""
          srcDoc={mail.html}
          className="h-[60dvh] w-full rounded border border-line bg-[#fff]"
        />
      ) : (
        <pre dir="auto" className="font-sans text-base whitespace-pre-wrap">
          {mail.text}
        </pre>
      )}
    </>
  )
}
