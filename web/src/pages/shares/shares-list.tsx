import { useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Plus } from 'lucide-react'
import { useState } from 'react'
import { sharing as api } from '../../../../server/src/api.ts'
import { call } from '../../call.ts'
import { useSharesWords } from '../../messages/shares/index.ts'
import { Button, buttonClass } from '../../ui/button.tsx'
import { Notice } from '../../ui/notice.tsx'
import { Heading } from '../../ui/shell/heading.tsx'
import { useToasts } from '../../ui/toasts.tsx'
import { useTask } from '../../ui/use-task.ts'
import { NoticesBand } from './notices-band.tsx'
import { ShareForm } from './share-form.tsx'
import { ShareItem } from './share-item.tsx'
import { type Share, sharesQuery } from './shares-queries.ts'

/** All links, and the form for one of them. */
export function SharesList({ shares }: { shares: readonly Share[] }) {
  const words = useSharesWords()
  const queries = useQueryClient()
  const toasts = useToasts()
  const [edited, setEdited] = useState<Share | 'new'>()
  const { error, run } = useTask(words.problems)
  const again = () => queries.invalidateQueries({ queryKey: sharesQuery.queryKey })
  const restore = (share: Share, label: string) =>
    run(async () => {
      await call(api.updateShare, { params: { id: share.id }, body: { revoked: false } })
      toasts.add({ id: 'note', title: words.restored(label) })
      await again()
    })
  const revoke = (share: Share) =>
    run(async () => {
      const label = share.label || words.unnamed
      await call(api.revokeShare, { params: { id: share.id } })
      const actionProps = { children: words.undo, onClick: () => void restore(share, label) }
      toasts.add({ id: 'note', title: words.revoked(label), actionProps })
      await again()
    })
  return (
    <div className="mx-auto max-w-3xl px-4 py-10 sm:px-6 sm:py-16">
      <Heading>{words.title}</Heading>
      <p className="mt-3 max-w-[60ch] text-soft">{words.lead}</p>
      <NoticesBand />
      {error && <Notice tone="red">{error}</Notice>}
      <div className="mt-8 flex flex-wrap items-center gap-3">
        <Button onClick={() => setEdited('new')}>
          <Plus size={18} strokeWidth={1.5} aria-hidden="true" />
          {words.create}
        </Button>
        <Link to="/resume" className={buttonClass('quiet', 'min-h-11 px-3')}>
          {words.toResume}
        </Link>
      </div>
      {shares.length === 0 ? (
        <section className="mt-8 border-t border-line pt-6">
          <h2 className="font-serif text-lg font-semibold">{words.emptyTitle}</h2>
          <p className="mt-2 max-w-[60ch] text-soft">{words.empty}</p>
        </section>
      ) : (
        <ul className="mt-6 divide-y divide-line border-y border-line">
          {shares.map((share) => (
            <ShareItem key={share.id} share={share} onEdit={() => setEdited(share)} onRevoke={() => void revoke(share)} />
          ))}
        </ul>
      )}
      {edited && <ShareForm share={edited === 'new' ? undefined : edited} onClose={() => setEdited(undefined)} />}
    </div>
  )
}
