import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import { type ReactNode, useId, useState } from 'react'
import { useMessages } from '../../messages/language.tsx'
import { Button } from '../../ui/button.tsx'
import { explain } from '../../ui/explain.ts'
import { Notice } from '../../ui/notice.tsx'
import { Loading } from '../../ui/shell/loading.tsx'
import { useSettled } from '../../ui/use-settled.ts'

export interface Page<T> {
  items: readonly T[]
  total: number
}

interface Props<T> {
  title: string
  /** under which the pages are remembered; what filters them belongs into it */
  queryKey: readonly unknown[]
  load: (search: string, offset: number) => Promise<Page<T>>
  keyOf: (item: T) => string
  empty: ReactNode
  aside?: ReactNode
  children: (item: T) => ReactNode
}

/** A list the server searches and counts; more of it comes on request. */
export function PagedList<T>({ title, queryKey, load, keyOf, empty, aside, children }: Props<T>) {
  const messages = useMessages()
  const { common } = messages
  const id = useId()
  const [text, setText] = useState('')
  const search = useSettled(text.trim())
  const { data, error, fetchNextPage, hasNextPage, isFetchingNextPage } = useInfiniteQuery({
    queryKey: [...queryKey, search],
    queryFn: ({ pageParam }) => load(search, pageParam),
    initialPageParam: 0,
    getNextPageParam: (last: Page<T>, pages: Page<T>[]) => {
      const shown = pages.reduce((sum, page) => sum + page.items.length, 0)
      return last.items.length > 0 && shown < last.total ? shown : undefined
    },
    placeholderData: keepPreviousData,
  })
  if (!data) return error ? <Notice tone="red">{explain(error, messages)}</Notice> : <Loading />
  const items = data.pages.flatMap((page) => page.items)
  const total = data.pages[0]?.total ?? 0
  return (
    <section aria-labelledby={`${id}-title`}>
      <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-3">
        <h2 id={`${id}-title`} className="font-serif text-xl font-semibold">
          {title}{' '}
          <span role="status" className="tabular font-sans text-base font-normal text-soft">
            {common.found(items.length, total)}
          </span>
        </h2>
        {aside}
      </div>
      <input
        type="search"
        aria-label={`${common.search}: ${title}`}
        placeholder={common.search}
        maxLength={200}
        value={text}
        onChange={(event) => setText(event.target.value)}
        className="mt-4 min-h-11 w-full rounded border border-strong bg-sheet px-3 text-base text-ink placeholder:text-soft sm:max-w-sm"
      />
      {items.length > 0 ? (
        <ul className="mt-4 divide-y divide-line border-y border-line">
          {items.map((item) => (
            <li key={keyOf(item)} className="py-4">
              {children(item)}
            </li>
          ))}
        </ul>
      ) : (
        <div className="mt-6 max-w-[60ch] border-t border-line pt-6 text-soft">{search ? common.noMatch(search) : empty}</div>
      )}
      {hasNextPage && (
        <Button look="secondary" className="mt-4" busy={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          {common.more}
        </Button>
      )}
    </section>
  )
}
