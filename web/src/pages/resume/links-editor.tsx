import { Plus, Trash2 } from 'lucide-react'
import { useRef, useState } from 'react'
import { resume as contract } from '../../../../server/src/api.ts'
import { useBuilderWords } from '../../messages/resume/index.ts'
import { Button } from '../../ui/button.tsx'
import { useHandOnFocus } from '../../ui/hand-on-focus.ts'
import { useActions } from './actions.ts'
import { DraftField } from './draft-field.tsx'
import { isFineLink } from './fine-texts.ts'
import type { Resume } from './resume-queries.ts'

type Link = Resume['profile']['links'][number]

// randomUUID is not there on plain http
const newLink = (): Link => ({ id: crypto.getRandomValues(new Uint32Array(3)).join('-'), label: '', url: '' })

/** Links under the name. One without an address yet is kept here only. */
export function LinksEditor({ links }: { links: readonly Link[] }) {
  const words = useBuilderWords()
  const { setHead } = useActions()
  const [started, setStarted] = useState<Link[]>([])
  const shown = [...links, ...started.filter(({ id }) => !links.some((link) => link.id === id))]
  const save = (next: readonly Link[], visit?: string) => setHead({ profile: { links: next.filter(({ url }) => url !== '') } }, visit)
  const change = (link: Link, visit: string) => {
    setStarted((list) => list.map((each) => (each.id === link.id ? link : each)))
    if (link.url !== '' || links.some(({ id }) => id === link.id)) {
      save(
        shown.map((each) => (each.id === link.id ? link : each)),
        visit,
      )
    }
  }
  const remove = (link: Link) => {
    setStarted((list) => list.filter(({ id }) => id !== link.id))
    if (links.includes(link)) save(links.filter((each) => each !== link))
  }
  return (
    <fieldset>
      <legend className="text-sm font-medium">{words.links}</legend>
      {shown.length > 0 && (
        <ul className="mt-2 divide-y divide-line border-y border-line">
          {shown.map((link, index) => (
            <LinkItem key={link.id} link={link} index={index} onChange={change} onRemove={() => remove(link)} />
          ))}
        </ul>
      )}
      {shown.length < contract.LINKS_LIMIT && (
        <Button look="quiet" className="mt-2 -ml-2" onClick={() => setStarted([...started, newLink()])}>
          <Plus size={16} strokeWidth={1.5} aria-hidden="true" />
          {words.addLink}
        </Button>
      )}
    </fieldset>
  )
}

interface ItemProps {
  link: Link
  index: number
  onChange: (link: Link, visit: string) => void
  onRemove: () => void
}

function LinkItem({ link, index, onChange, onRemove }: ItemProps) {
  const words = useBuilderWords()
  const item = useRef<HTMLLIElement>(null)
  useHandOnFocus(item)
  const name = words.link(index + 1)
  return (
    <li ref={item} className="grid gap-3 py-3 sm:grid-cols-[1fr_2fr_auto]">
      <DraftField
        label={words.linkLabel}
        aria-label={`${words.linkLabel}: ${name}`}
        maxLength={contract.SHORT_LIMIT}
        saved={link.label}
        onSave={(label, visit) => onChange({ ...link, label }, visit)}
      />
      <DraftField
        label={words.linkUrl}
        aria-label={`${words.linkUrl}: ${name}`}
        type="url"
        dir="ltr"
        inputMode="url"
        placeholder="https://"
        maxLength={contract.URL_LIMIT}
        isFine={isFineLink}
        wrong={words.linkWrong}
        saved={link.url}
        onSave={(url, visit) => onChange({ ...link, url }, visit)}
      />
      <Button
        look="quiet"
        aria-label={words.removeLink(link.label || link.url || name)}
        onClick={onRemove}
        className="justify-self-start sm:mt-7"
      >
        <Trash2 size={16} strokeWidth={1.5} aria-hidden="true" />
        {words.remove}
      </Button>
    </li>
  )
}
