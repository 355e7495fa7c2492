import { ExternalLink, Pencil, QrCode, X } from 'lucide-react'
import { useState } from 'react'
import { useLanguage } from '../../messages/language.tsx'
import { useSharesWords } from '../../messages/shares/index.ts'
import { Button, buttonClass } from '../../ui/button.tsx'
import { Copyable } from '../../ui/copyable.tsx'
import { writeMoment } from '../../ui/dates.ts'
import { usePlaceWord } from './place-fields.tsx'
import { audienceOf } from './share-draft.ts'
import type { Share } from './shares-queries.ts'

interface Props {
  share: Share
  onEdit: () => void
  onRevoke: () => void
}

/** One link: for whom, what, until when, how often opened, and what to do with it. */
export function ShareItem({ share, onEdit, onRevoke }: Props) {
  const words = useSharesWords()
  const { locale } = useLanguage()
  const wordOf = usePlaceWord()
  const [showsCode, setShowsCode] = useState(false)
  const label = share.label || words.unnamed
  const audience = audienceOf(share)
  const lastDay = share.expiresAt ? writeMoment(new Date(Date.parse(share.expiresAt) - 1).toISOString(), locale) : ''
  const terms = [
    audience === 'emails' ? words.audiences.emails(share.emails.length) : words.audiences[audience],
    share.sections ? words.only(share.sections.map(wordOf).join(', ')) : words.everything,
    share.expiresAt ? words.until(lastDay) : words.noEnd,
  ]
  const moment = share.lastViewedAt && writeMoment(share.lastViewedAt, locale, { dateStyle: 'long', timeStyle: 'short' })
  return (
    <li className="py-6">
      <h2 dir="auto" className="font-serif text-lg font-semibold">
        {label}
      </h2>
      {share.state === 'expired' ? (
        <p className="mt-1 text-sm text-amber">{words.ended(lastDay)}</p>
      ) : (
        <p className="mt-1 text-sm text-soft">{terms.join(' · ')}</p>
      )}
      <p className="tabular mt-1 text-sm text-soft">
        {words.views(share.views)}
        {moment && `, ${words.lastView(moment)}`}
      </p>
      <div className="mt-3">
        <Copyable label={words.address(label)} text={share.url} />
      </div>
      <div className="mt-3 -ml-2 flex flex-wrap gap-x-2 gap-y-1">
        <a href={`/r/${share.slug}`} target="_blank" rel="noopener" aria-label={words.openLabel(label)} className={buttonClass('quiet')}>
          <ExternalLink size={16} strokeWidth={1.5} aria-hidden="true" />
          {words.open}
        </a>
        <Button look="quiet" aria-label={words.editLabel(label)} onClick={onEdit}>
          <Pencil size={16} strokeWidth={1.5} aria-hidden="true" />
          {words.edit}
        </Button>
        <Button look="quiet" aria-expanded={showsCode} aria-label={words.codeOf(label)} onClick={() => setShowsCode(!showsCode)}>
          <QrCode size={16} strokeWidth={1.5} aria-hidden="true" />
          {words.code}
        </Button>
        <Button look="quiet" aria-label={words.revokeLabel(label)} onClick={onRevoke}>
          <X size={16} strokeWidth={1.5} aria-hidden="true" />
          {words.revoke}
        </Button>
      </div>
      {showsCode && (
        <img
          src={`/api/me/shares/${share.id}/qr`}
          alt={words.codeOf(label)}
          width={192}
          height={192}
          className="mt-3 rounded border border-line bg-[#fff]"
        />
      )}
    </li>
  )
}
