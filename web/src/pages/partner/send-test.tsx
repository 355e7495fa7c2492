import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { type Output, portal } from '../../../../server/src/api.ts'
import { call } from '../../call.ts'
import { usePartnerWords } from '../../messages/partner/index.ts'
import { Button, buttonClass } from '../../ui/button.tsx'
import { Copyable } from '../../ui/copyable.tsx'
import { Notice } from '../../ui/notice.tsx'
import { SelectField } from '../../ui/select-field.tsx'
import { useTask } from '../../ui/use-task.ts'
import { PARTNER } from './partner-queries.ts'
import { UploadElements } from './upload-elements.tsx'

type Sent = Output<typeof portal.sendTestCredential>

/** Pushes a published sample in test mode, and shows the link and the results. */
export function SendTest() {
  const { test: words, problems } = usePartnerWords()
  const queries = useQueryClient()
  const [sample, setSample] = useState<'courses' | 'skills'>('courses')
  const [sent, setSent] = useState<Sent>()
  const { busy, error, run } = useTask(problems)
  const send = () =>
    run(async () => {
      setSent(await call(portal.sendTestCredential, { body: { sample } }))
      await queries.invalidateQueries({ queryKey: [PARTNER, 'uploads'] })
    })
  return (
    <section aria-labelledby="send-test">
      <h2 id="send-test" className="font-serif text-xl font-semibold">
        {words.title}
      </h2>
      <p className="mt-1 max-w-[66ch] text-sm text-soft">{words.lead}</p>
      <div className="mt-4 flex flex-wrap items-end gap-3">
        <SelectField
          label={words.sample}
          value={sample}
          options={[
            ['courses', words.samples.courses],
            ['skills', words.samples.skills],
          ]}
          onValue={(name) => setSample(name === 'skills' ? 'skills' : 'courses')}
          className="min-w-0 flex-1 basis-40 sm:max-w-60"
        />
        <Button busy={busy} onClick={send}>
          {words.button}
        </Button>
      </div>
      {error && <Notice tone="red">{error}</Notice>}
      <div role="status">
        {sent && (
          <div className="mt-6 max-w-2xl space-y-4">
            <p className="text-sm">{words.done}</p>
            <UploadElements elements={sent.elements} />
            <Copyable label={words.link} text={sent.redirect_url} />
            <a href={sent.redirect_url} target="_blank" rel="noopener noreferrer" className={buttonClass('secondary')}>
              {words.open}
            </a>
          </div>
        )}
      </div>
    </section>
  )
}
