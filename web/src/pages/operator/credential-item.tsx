import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { issuing as api } from '../../../../server/src/api.ts'
import { call } from '../../call.ts'
import { useLanguage } from '../../messages/language.tsx'
import { useOperatorWords } from '../../messages/operator/index.ts'
import { Button } from '../../ui/button.tsx'
import { ConfirmByName } from '../../ui/confirm-by-name.tsx'
import { writeMoment } from '../../ui/dates.ts'
import { useToasts } from '../../ui/toasts.tsx'
import { ISSUED, type IssuedCredential } from './operator-queries.ts'

export function CredentialItem({ credential }: { credential: IssuedCredential }) {
  const { credentials: words } = useOperatorWords()
  const { locale } = useLanguage()
  const queries = useQueryClient()
  const toasts = useToasts()
  const [revoking, setRevoking] = useState(false)
  const { id, kind, mode, platformId, createdAt, revokedAt, suspendedAt, reason, suspendable } = credential
  const name = credential.name || id
  const change = async (
    endpoint: typeof api.revokeCredential | typeof api.suspendCredential | typeof api.reinstateCredential,
    said: string,
  ) => {
    await call(endpoint, { params: { id }, body: null })
    setRevoking(false)
    toasts.add({ id: 'note', title: said })
    await queries.invalidateQueries({ queryKey: ISSUED })
  }
  const state = revokedAt ? words.states.revoked : suspendedAt ? words.states.suspended : undefined
  const facts = [words.kinds[kind], mode === 'test' && 'test', platformId, writeMoment(createdAt, locale)].filter(Boolean).join(' · ')
  return (
    <div className="flex flex-wrap items-start justify-between gap-x-6 gap-y-2">
      <div className="min-w-0 flex-1 basis-72">
        <h3 className="font-semibold">
          <bdi>{name}</bdi>
          {state && <span className="ml-2 rounded bg-shade px-1.5 py-0.5 text-xs font-medium">{state}</span>}
        </h3>
        <p className="text-sm text-soft">{facts}</p>
        <p className="font-mono text-xs break-all text-soft">{id}</p>
        {reason && (
          <p dir="auto" className="text-sm">
            {reason}
          </p>
        )}
      </div>
      {!revokedAt && (
        <div className="-mx-2 flex flex-wrap">
          {suspendedAt ? (
            <Button
              look="quiet"
              aria-label={`${words.reinstate}: ${name}`}
              onClick={() => void change(api.reinstateCredential, words.reinstated(name))}
            >
              {words.reinstate}
            </Button>
          ) : (
            suspendable && (
              <Button
                look="quiet"
                aria-label={`${words.suspend}: ${name}`}
                onClick={() => void change(api.suspendCredential, words.suspended(name))}
              >
                {words.suspend}
              </Button>
            )
          )}
          <Button look="quiet" aria-label={`${words.revoke}: ${name}`} onClick={() => setRevoking(true)}>
            {words.revoke}
          </Button>
        </div>
      )}
      {revoking && (
        <ConfirmByName
          title={words.revokeTitle(name)}
          text={words.revokeText}
          name={name}
          action={words.revokeDo}
          onConfirm={() => change(api.revokeCredential, words.revoked(name))}
          onClose={() => setRevoking(false)}
        />
      )}
    </div>
  )
}
