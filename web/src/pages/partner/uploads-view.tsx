import { useQuery } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { usePartnerWords } from '../../messages/partner/index.ts'
import { Button } from '../../ui/button.tsx'
import { Loading } from '../../ui/shell/loading.tsx'
import { OwnAlerts } from './own-alerts.tsx'
import { PAGE, uploadsQuery } from './partner-queries.ts'
import { SendTest } from './send-test.tsx'
import { UploadItem } from './upload-item.tsx'

/** What arrived and what became of it, newest first. */
export function UploadsView() {
  const { uploads: words } = usePartnerWords()
  const [typed, setTyped] = useState('')
  const [search, setSearch] = useState('')
  const [offset, setOffset] = useState(0)
  const { data, isFetching, refetch } = useQuery(uploadsQuery(search, offset))
  const look = (text: string) => {
    setOffset(0)
    setSearch(text.trim())
  }
  const find = (event: FormEvent) => {
    event.preventDefault()
    look(typed)
  }
  const showAll = () => {
    setTyped('')
    look('')
  }
  return (
    <div className="space-y-12">
      <SendTest />
      <OwnAlerts />
      <section aria-labelledby="uploads">
        <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-3">
          <h2 id="uploads" className="font-serif text-xl font-semibold">
            {words.title}{' '}
            <span role="status" className="tabular font-sans text-base font-normal text-soft">
              {data?.total ?? ''}
            </span>
          </h2>
          <Button look="secondary" busy={isFetching} onClick={() => void refetch()}>
            {words.refresh}
          </Button>
        </div>
        {(data?.total !== 0 || search) && (
          <form onSubmit={find} className="mt-4 flex flex-wrap items-end gap-3">
            <label className="min-w-0 flex-1 basis-56 text-sm font-medium sm:max-w-sm">
              {words.search}
              <input
                type="search"
                autoComplete="off"
                maxLength={200}
                dir="auto"
                value={typed}
                onChange={(event) => setTyped(event.target.value)}
                className="mt-1 min-h-11 w-full rounded border border-strong bg-sheet px-3 text-base font-normal text-ink"
              />
            </label>
            <Button type="submit" look="secondary">
              {words.find}
            </Button>
            {search && (
              <Button look="quiet" className="min-h-11!" onClick={showAll}>
                {words.all}
              </Button>
            )}
          </form>
        )}
        {!data && <Loading />}
        {data?.total === 0 && (
          <p className="mt-6 max-w-[60ch] border-t border-line pt-6 text-soft">{search ? words.none(search) : words.empty}</p>
        )}
        {data && data.uploads.length > 0 && (
          <ul className="mt-4 divide-y divide-line border-y border-line">
            {data.uploads.map((upload) => (
              <li key={upload.id} className="py-4">
                <UploadItem upload={upload} />
              </li>
            ))}
          </ul>
        )}
        {data && data.total > PAGE && (
          <div className="mt-4 flex flex-wrap items-center gap-3">
            <Button look="secondary" aria-disabled={offset === 0} onClick={() => setOffset(Math.max(0, offset - PAGE))}>
              {words.newer}
            </Button>
            <Button
              look="secondary"
              aria-disabled={offset + PAGE >= data.total}
              onClick={() => offset + PAGE < data.total && setOffset(offset + PAGE)}
            >
              {words.older}
            </Button>
            <p role="status" className="tabular text-sm text-soft">
              {words.range(offset + 1, Math.min(offset + PAGE, data.total), data.total)}
            </p>
          </div>
        )}
      </section>
    </div>
  )
}
