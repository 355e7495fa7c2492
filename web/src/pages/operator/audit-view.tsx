import { useState } from 'react'
import { audit as api, type Output } from '../../../../server/src/api.ts'
import { call } from '../../call.ts'
import { useLanguage } from '../../messages/language.tsx'
import { useOperatorWords } from '../../messages/operator/index.ts'
import { Button } from '../../ui/button.tsx'
import { writeMoment } from '../../ui/dates.ts'
import { Notice } from '../../ui/notice.tsx'
import { useTask } from '../../ui/use-task.ts'
import { CsvLink } from './csv-link.tsx'
import { AUDIT, PAGE } from './operator-queries.ts'
import { PagedList } from './paged-list.tsx'

type Entry = Output<typeof api.listAudit>['entries'][number]
type Verified = Output<typeof api.verifyAudit>

/** What the operator changed, and whether the log is as it was written. */
export function AuditView() {
  const { audit: words, problems } = useOperatorWords()
  const [verified, setVerified] = useState<Verified>()
  const { busy, error, run } = useTask(problems)
  const load = async (search: string, offset: number) => {
    const query = { ...(search && { search }), limit: String(PAGE), offset: String(offset) }
    const { entries, total } = await call(api.listAudit, { query })
    return { items: entries, total }
  }
  return (
    <>
      <p className="mb-4 max-w-[66ch] text-sm text-soft">{words.lead}</p>
      <div className="mb-8 space-y-3">
        <Button look="secondary" busy={busy} onClick={() => void run(async () => setVerified(await call(api.verifyAudit, { query: {} })))}>
          {words.verify}
        </Button>
        {error && <Notice tone="red">{error}</Notice>}
        {verified && <Outcome verified={verified} />}
      </div>
      <PagedList
        title={words.title}
        queryKey={AUDIT}
        load={load}
        keyOf={({ seq }) => String(seq)}
        empty={words.empty}
        aside={<CsvLink href="/api/admin/audit?format=csv" name="audit.csv" />}
      >
        {(entry) => <EntryItem entry={entry} />}
      </PagedList>
    </>
  )
}

function Outcome({ verified }: { verified: Verified }) {
  const { audit: words } = useOperatorWords()
  const { ok, entries, head, findings } = verified
  if (!ok)
    return (
      <Notice tone="red">
        <p>{words.broken}</p>
        <ul className="mt-2 list-disc pl-5">
          {findings.map(({ seq, fault, because }) => (
            <li key={`${fault} ${seq}`}>{because}</li>
          ))}
        </ul>
      </Notice>
    )
  return (
    <p role="status" className="max-w-[66ch] text-sm">
      {words.sound(entries)} <code className="font-mono text-xs break-all">{`${head?.seq}:${head?.hash}`}</code>
    </p>
  )
}

function EntryItem({ entry }: { entry: Entry }) {
  const { audit: words } = useOperatorWords()
  const { locale } = useLanguage()
  const { seq, at, by, action, target, detail } = entry
  const hasDetail = Object.keys(detail).length > 0
  return (
    <article>
      <h3 className="font-medium">
        {words.actions[action] ?? action} <bdi className="font-normal">{target.name || target.id}</bdi>
      </h3>
      <p className="tabular text-sm text-soft">
        {seq} · {writeMoment(at, locale, { dateStyle: 'medium', timeStyle: 'medium' })} · {by}
      </p>
      {hasDetail && (
        <details className="mt-1 text-sm">
          <summary>{words.detail}</summary>
          <pre dir="ltr" className="mt-1 font-mono text-xs break-words whitespace-pre-wrap">
            {JSON.stringify(detail, null, 2)}
          </pre>
        </details>
      )}
    </article>
  )
}
