import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { partners as api } from '../../../../server/src/api.ts'
import { call } from '../../call.ts'
import { useLanguage } from '../../messages/language.tsx'
import { useOperatorWords } from '../../messages/operator/index.ts'
import { Button } from '../../ui/button.tsx'
import { ConfirmByName } from '../../ui/confirm-by-name.tsx'
import { writeMoment } from '../../ui/dates.ts'
import { focusHeading } from '../../ui/hand-on-focus.ts'
import { useToasts } from '../../ui/toasts.tsx'
import { type Partner, partnersQuery } from './operator-queries.ts'
import { PartnerForm } from './partner-form.tsx'
import type { ShownKey } from './show-partner-key.tsx'

export function PartnerItem({ partner, onKey }: { partner: Partner; onKey: (key: ShownKey) => void }) {
  const { partners: words } = useOperatorWords()
  const { locale } = useLanguage()
  const queries = useQueryClient()
  const toasts = useToasts()
  const [open, setOpen] = useState<'edit' | 'rotate' | 'end'>()
  const { id, name, slug, clientId, mode, createdAt } = partner
  const close = () => setOpen(undefined)
  const rotate = async () => {
    const { accessKey } = await call(api.rotateKey, { params: { id }, body: null })
    close()
    onKey({ name, clientId, accessKey })
  }
  const end = async () => {
    await call(api.deletePartner, { params: { id } })
    close()
    toasts.add({ id: 'note', title: words.ended(name) })
    focusHeading()
    await queries.invalidateQueries({ queryKey: partnersQuery.queryKey })
  }
  return (
    <div className="flex flex-wrap items-start justify-between gap-x-6 gap-y-2">
      <div className="min-w-0 flex-1 basis-72">
        <h3 className="font-semibold">
          <bdi>{name}</bdi>
          {mode === 'test' && <span className="ml-2 rounded bg-shade px-1.5 py-0.5 text-xs font-medium">{words.modeWords.test}</span>}
        </h3>
        <p className="tabular text-sm text-soft">
          /{slug} · <span className="font-mono text-xs">{clientId}</span> · {words.created(writeMoment(createdAt, locale))}
        </p>
      </div>
      <div className="-mx-2 flex flex-wrap">
        <Button look="quiet" aria-label={`${words.edit}: ${name}`} onClick={() => setOpen('edit')}>
          {words.edit}
        </Button>
        <Button look="quiet" aria-label={`${words.rotate}: ${name}`} onClick={() => setOpen('rotate')}>
          {words.rotate}
        </Button>
        <Button look="quiet" aria-label={`${words.end}: ${name}`} onClick={() => setOpen('end')}>
          {words.end}
        </Button>
      </div>
      {open === 'edit' && <PartnerForm partner={partner} onClose={close} onCreated={onKey} />}
      {open === 'rotate' && (
        <ConfirmByName
          title={words.rotateTitle(name)}
          text={words.rotateText}
          name={name}
          action={words.rotateDo}
          onConfirm={rotate}
          onClose={close}
        />
      )}
      {open === 'end' && (
        <ConfirmByName title={words.endTitle(name)} text={words.endText} name={name} action={words.endDo} onConfirm={end} onClose={close} />
      )}
    </div>
  )
}
