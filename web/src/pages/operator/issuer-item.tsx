import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { partners as api } from '../../../../server/src/api.ts'
import { call } from '../../call.ts'
import { useOperatorWords } from '../../messages/operator/index.ts'
import { Button } from '../../ui/button.tsx'
import { ConfirmByName } from '../../ui/confirm-by-name.tsx'
import { focusHeading } from '../../ui/hand-on-focus.ts'
import { useToasts } from '../../ui/toasts.tsx'
import { IssuerForm } from './issuer-form.tsx'
import { ISSUERS, type Issuer } from './operator-queries.ts'

export function IssuerItem({ issuer }: { issuer: Issuer }) {
  const { issuers: words } = useOperatorWords()
  const queries = useQueryClient()
  const toasts = useToasts()
  const [open, setOpen] = useState<'edit' | 'remove'>()
  const { id, name, domain, keys, landing, logoImage } = issuer
  const remove = async () => {
    await call(api.deleteIssuer, { params: { id } })
    setOpen(undefined)
    toasts.add({ id: 'note', title: words.removed(name) })
    focusHeading()
    await queries.invalidateQueries({ queryKey: ISSUERS })
  }
  const facts = [domain, keys.length > 0 && words.keyCount(keys.length), landing && words.hasLanding].filter(Boolean).join(' · ')
  return (
    <div className="flex flex-wrap items-start justify-between gap-x-6 gap-y-2">
      <div className="flex min-w-0 flex-1 basis-72 items-start gap-3">
        {logoImage && <img src={logoImage} alt="" className="mt-0.5 size-8 shrink-0 object-contain" />}
        <div className="min-w-0">
          <h3 className="font-semibold">
            <bdi>{name}</bdi>
          </h3>
          <p className="font-mono text-xs break-all text-soft">{id}</p>
          {facts && <p className="text-sm text-soft">{facts}</p>}
        </div>
      </div>
      <div className="-mx-2 flex flex-wrap">
        <Button look="quiet" aria-label={`${words.edit}: ${name}`} onClick={() => setOpen('edit')}>
          {words.edit}
        </Button>
        <Button look="quiet" aria-label={`${words.remove}: ${name}`} onClick={() => setOpen('remove')}>
          {words.remove}
        </Button>
      </div>
      {open === 'edit' && <IssuerForm issuer={issuer} onClose={() => setOpen(undefined)} />}
      {open === 'remove' && (
        <ConfirmByName
          title={words.removeTitle(name)}
          text={words.removeText}
          name={name}
          action={words.removeDo}
          onConfirm={remove}
          onClose={() => setOpen(undefined)}
        />
      )}
    </div>
  )
}
