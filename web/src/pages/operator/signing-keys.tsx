import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { issuing as api } from '../../../../server/src/api.ts'
import { call } from '../../call.ts'
import { useLanguage } from '../../messages/language.tsx'
import { useOperatorWords } from '../../messages/operator/index.ts'
import { Button } from '../../ui/button.tsx'
import { ConfirmByName } from '../../ui/confirm-by-name.tsx'
import { writeMoment } from '../../ui/dates.ts'
import { useToasts } from '../../ui/toasts.tsx'
import { OPERATOR } from './operator-queries.ts'

const KEYS = [OPERATOR, 'issuing-keys'] as const
type Algorithm = 'Ed25519' | 'P-256' | 'P-384'

/** The keys this server signs with; an old one stays published when a new one takes its place. */
export function SigningKeys() {
  const { keys: words } = useOperatorWords()
  const { locale } = useLanguage()
  const queries = useQueryClient()
  const toasts = useToasts()
  const [rotating, setRotating] = useState<Algorithm>()
  const { data } = useQuery({ queryKey: KEYS, queryFn: () => call(api.listIssuingKeys) })
  if (!data) return null
  const rotate = async (algorithm: Algorithm) => {
    queries.setQueryData(KEYS, await call(api.rotateIssuingKey, { body: { algorithm } }))
    setRotating(undefined)
    toasts.add({ id: 'note', title: words.rotated(algorithm) })
  }
  return (
    <section aria-labelledby="signing-keys" className="mt-12">
      <h2 id="signing-keys" className="font-serif text-xl font-semibold">
        {words.title} <span className="tabular font-sans text-base font-normal text-soft">{data.keys.length}</span>
      </h2>
      <p className="mt-1 max-w-[66ch] text-sm text-soft">{words.lead}</p>
      <ul className="mt-4 divide-y divide-line border-y border-line">
        {data.keys.map(({ id, algorithm, createdAt, retiredAt }) => (
          <li key={id} className="flex flex-wrap items-start justify-between gap-x-6 gap-y-2 py-4">
            <div className="min-w-0 flex-1 basis-72">
              <h3 className="font-semibold">{algorithm}</h3>
              <p className="font-mono text-xs break-all text-soft">{id}</p>
              <p className="text-sm text-soft">
                {retiredAt ? words.retired(writeMoment(retiredAt, locale)) : words.inUse(writeMoment(createdAt, locale))}
              </p>
            </div>
            {!retiredAt && (
              <Button look="quiet" aria-label={`${words.rotate}: ${algorithm}`} onClick={() => setRotating(algorithm)}>
                {words.rotate}
              </Button>
            )}
          </li>
        ))}
      </ul>
      {rotating && (
        <ConfirmByName
          title={words.rotateTitle(rotating)}
          text={words.rotateText}
          name={rotating}
          action={words.rotateDo}
          onConfirm={() => rotate(rotating)}
          onClose={() => setRotating(undefined)}
        />
      )}
    </section>
  )
}
