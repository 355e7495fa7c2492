import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { portal } from '../../../../server/src/api.ts'
import { call } from '../../call.ts'
import { useLanguage } from '../../messages/language.tsx'
import { usePartnerWords } from '../../messages/partner/index.ts'
import { Button, buttonClass } from '../../ui/button.tsx'
import { CodeBlock } from '../../ui/code-block.tsx'
import { ConfirmByName } from '../../ui/confirm-by-name.tsx'
import { Copyable } from '../../ui/copyable.tsx'
import { writeMoment } from '../../ui/dates.ts'
import { Sheet } from '../../ui/sheet.tsx'
import { curlLines, STEPS } from './curl-lines.ts'
import { ownPartnerQuery } from './partner-queries.ts'
import { useOwnPartner } from './use-own-partner.ts'

/** The partner's key, and lines that work with it. */
export function KeyView() {
  const { key: words } = usePartnerWords()
  const { locale } = useLanguage()
  const queries = useQueryClient()
  const { name, clientId, keySince, scopes } = useOwnPartner()
  const [rotating, setRotating] = useState(false)
  const [accessKey, setAccessKey] = useState<string>()
  const rotate = async () => {
    const made = await call(portal.rotateOwnKey, { body: {} })
    setRotating(false)
    setAccessKey(made.accessKey)
    await queries.invalidateQueries({ queryKey: ownPartnerQuery.queryKey })
  }
  const lines = curlLines(clientId)
  return (
    <div className="max-w-3xl space-y-12">
      <section aria-labelledby="key">
        <h2 id="key" className="font-serif text-xl font-semibold">
          {words.title}
        </h2>
        <p className="mt-1 max-w-[66ch] text-sm text-soft">{words.lead}</p>
        <div className="mt-4 space-y-4">
          <Copyable label={words.clientId} text={clientId} />
          <p className="tabular text-sm text-soft">
            {words.since(writeMoment(keySince, locale))} {words.scopes(scopes.map((scope) => words.scopeWords[scope] ?? scope).join(', '))}
          </p>
          <Button look="secondary" onClick={() => setRotating(true)}>
            {words.rotate}
          </Button>
        </div>
      </section>
      <section aria-labelledby="calls">
        <h2 id="calls" className="font-serif text-xl font-semibold">
          {words.calls}
        </h2>
        <p className="mt-1 max-w-[66ch] text-sm text-soft">{words.callsLead}</p>
        <ol className="mt-4 space-y-6">
          {STEPS.map((step) => (
            <li key={step}>
              <CodeBlock label={words.steps[step]} code={lines[step]} />
            </li>
          ))}
        </ol>
        <a href="/api/docs" className={buttonClass('secondary', 'mt-6')}>
          {words.docs}
        </a>
      </section>
      {rotating && (
        <ConfirmByName
          title={words.rotateTitle(name)}
          text={words.rotateText}
          name={name}
          action={words.rotateDo}
          onConfirm={rotate}
          onClose={() => setRotating(false)}
        />
      )}
      {accessKey && (
        <Sheet title={words.newTitle} lead={words.newOnce} onClose={() => setAccessKey(undefined)}>
          <div className="space-y-5">
            <Copyable label={words.clientId} text={clientId} />
            <Copyable label={words.accessKey} text={accessKey} />
            <Button onClick={() => setAccessKey(undefined)}>{words.copied}</Button>
          </div>
        </Sheet>
      )}
    </div>
  )
}
