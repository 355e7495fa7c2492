import { type ReactNode, useId } from 'react'
import { useDevelopersWords } from '../../messages/developers/index.ts'
import { buttonClass } from '../../ui/button.tsx'
import { CodeBlock } from '../../ui/code-block.tsx'
import { Heading } from '../../ui/shell/heading.tsx'
import { usePageTitle } from '../../ui/shell/page-title.ts'
import { DeliveryLog } from './delivery-log.tsx'
import { FactTable } from './fact-table.tsx'
import { browserScript, calls, checkHook, register, signMetadata } from './samples.ts'

function Part({ title, lead, children }: { title: string; lead: string; children: ReactNode }) {
  const id = useId()
  return (
    <section aria-labelledby={id} className="border-t border-line py-10">
      <h2 id={id} className="font-serif text-xl font-semibold">
        {title}
      </h2>
      <p className="mt-2 max-w-[66ch] text-soft">{lead}</p>
      {children}
    </section>
  )
}

const STEPS = ['key', 'open', 'skills', 'method', 'items', 'send', 'simulate', 'result'] as const

/** Keys, working lines, the hosted pages, webhooks, and what refusals mean. */
export function DevelopersPage() {
  const words = useDevelopersWords()
  usePageTitle(words.title)
  return (
    <div className="mx-auto max-w-4xl px-4 py-10 sm:px-6 sm:py-16">
      <Heading>{words.title}</Heading>
      <p className="mt-3 max-w-[60ch]">{words.lead}</p>
      <a href="/api/docs" className={buttonClass('secondary', 'mt-6 mb-10')}>
        {words.docs}
      </a>
      <Part title={words.keys.title} lead={words.keys.lead}>
        <FactTable caption={words.keys.title} columns={words.keys.columns} rows={words.keys.rows} />
      </Part>
      <Part title={words.calls.title} lead={words.calls.lead}>
        <ol className="mt-6 space-y-6">
          {STEPS.map((step) => (
            <li key={step}>
              <CodeBlock label={words.calls[step]} code={calls[step]} />
            </li>
          ))}
        </ol>
      </Part>
      <Part title={words.browser.title} lead={words.browser.lead}>
        <div className="mt-6">
          <CodeBlock label={words.browser.code} code={browserScript} />
          <p className="mt-3 max-w-[66ch] text-sm text-soft">{words.browser.note}</p>
        </div>
      </Part>
      <Part title={words.hooks.title} lead={words.hooks.lead}>
        <div className="mt-6 space-y-6">
          <CodeBlock label={words.hooks.register} code={register} />
          <CodeBlock label={words.hooks.check} code={checkHook} />
          <CodeBlock label={words.hooks.sign} code={signMetadata} />
        </div>
      </Part>
      <Part title={words.log.title} lead={words.log.lead}>
        <DeliveryLog />
      </Part>
      <Part title={words.errors.title} lead={words.errors.lead}>
        <FactTable caption={words.errors.title} columns={words.errors.columns} rows={words.errors.rows} />
      </Part>
    </div>
  )
}
