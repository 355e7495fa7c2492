import { useQuery } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useOperatorWords } from '../../messages/operator/index.ts'
import { Button } from '../../ui/button.tsx'
import { SearchList } from '../../ui/search-list.tsx'
import { Loading } from '../../ui/shell/loading.tsx'
import { MailItem } from './mail-item.tsx'
import { mailQuery } from './operator-queries.ts'

/** The mailbox of a server that keeps its mail. */
export function MailView() {
  const { mail } = useOperatorWords()
  const [typed, setTyped] = useState('')
  const [to, setTo] = useState('')
  const { data, refetch, isFetching } = useQuery(mailQuery(to))
  const search = (event: FormEvent) => {
    event.preventDefault()
    setTo(typed.trim())
  }
  return (
    <>
      <form onSubmit={search} className="mb-8 flex flex-wrap items-end gap-3">
        <label className="min-w-0 flex-1 basis-56 text-sm font-medium sm:max-w-sm">
          {mail.byAddress}
          <input
            type="search"
            inputMode="email"
            autoComplete="off"
            value={typed}
            onChange={(event) => {
              setTyped(event.target.value)
              if (!event.target.value) setTo('')
            }}
            className="mt-1 min-h-11 w-full rounded border border-strong bg-sheet px-3 text-base font-normal text-ink"
          />
        </label>
        <Button type="submit" look="secondary">
          {mail.show}
        </Button>
      </form>
      {data ? (
        <SearchList
          title={mail.title}
          items={data.mails}
          keyOf={({ id }) => id}
          textOf={(item) => [item.to, item.subject, item.text, item.purpose].join(' ')}
          empty={to ? mail.noneTo(to) : mail.empty}
          aside={
            <Button look="secondary" busy={isFetching} onClick={() => void refetch()}>
              {mail.refresh}
            </Button>
          }
        >
          {(item) => <MailItem mail={item} />}
        </SearchList>
      ) : (
        <Loading />
      )}
      <p className="mt-4 text-sm text-soft">{mail.lead}</p>
    </>
  )
}
