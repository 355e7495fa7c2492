import { useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { partners as api } from '../../../../server/src/api.ts'
import { call } from '../../call.ts'
import { useOperatorWords } from '../../messages/operator/index.ts'
import { Field } from '../../ui/field.tsx'
import { FormEnd } from '../../ui/form-end.tsx'
import { Notice } from '../../ui/notice.tsx'
import { Sheet } from '../../ui/sheet.tsx'
import { TextArea } from '../../ui/text-area.tsx'
import { useToasts } from '../../ui/toasts.tsx'
import { useTask } from '../../ui/use-task.ts'
import { landingDraftOf, landingOf } from './landing-draft.ts'
import { LandingFields } from './landing-fields.tsx'
import { LogoField } from './logo-field.tsx'
import { ISSUERS, type Issuer } from './operator-queries.ts'

/** A key to a line: a Multikey as it is, a JWK as JSON. */
const keysOf = (text: string): Issuer['keys'] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean)
    .map((line) => (line.startsWith('{') ? (JSON.parse(line) as Record<string, unknown>) : line))

/** Adds an issuer, or changes one; its id stays what it is. */
export function IssuerForm({ issuer, onClose }: { issuer?: Issuer; onClose: () => void }) {
  const { issuers: words, problems } = useOperatorWords()
  const queries = useQueryClient()
  const toasts = useToasts()
  const [id, setId] = useState(issuer?.id ?? '')
  const [name, setName] = useState(issuer?.name ?? '')
  const [domain, setDomain] = useState(issuer?.domain ?? '')
  const [keys, setKeys] = useState(issuer?.keys.map((key) => (typeof key === 'string' ? key : JSON.stringify(key))).join('\n') ?? '')
  const [landing, setLanding] = useState(() => landingDraftOf(issuer?.landing))
  const [logo, setLogo] = useState(issuer?.landing?.logo ?? '')
  const [wrongKey, setWrongKey] = useState(false)
  const { busy, error, run } = useTask(problems)
  const save = (event: FormEvent) => {
    event.preventDefault()
    const set = landingOf(landing)
    const page = set || logo.trim() ? { ...set, logo: logo.trim() || null } : null
    let pinned: Issuer['keys']
    try {
      pinned = keysOf(keys)
    } catch {
      setWrongKey(true)
      return
    }
    setWrongKey(false)
    void run(async () => {
      const body = { name: name.trim(), domain: domain.trim() || null, keys: pinned, landing: page }
      await call(api.putIssuer, { params: { id: id.trim() }, body })
      toasts.add({ id: 'note', title: words.saved(body.name) })
      onClose()
      await queries.invalidateQueries({ queryKey: ISSUERS })
    })
  }
  return (
    <Sheet title={issuer ? words.editTitle(issuer.name) : words.create} onClose={onClose}>
      <form onSubmit={save} className="space-y-5">
        <Field
          label={words.id}
          hint={words.idHint}
          dir="ltr"
          required
          readOnly={issuer !== undefined}
          maxLength={2000}
          autoComplete="off"
          value={id}
          onChange={(event) => setId(event.target.value)}
        />
        <Field
          label={words.name}
          hint={words.nameHint}
          dir="auto"
          required
          maxLength={200}
          value={name}
          onChange={(event) => setName(event.target.value)}
        />
        <Field label={words.domain} dir="ltr" maxLength={253} value={domain} onChange={(event) => setDomain(event.target.value)} />
        <TextArea
          label={words.keys}
          hint={words.keysHint}
          dir="ltr"
          rows={3}
          value={keys}
          onChange={(event) => setKeys(event.target.value)}
        />
        <fieldset className="min-w-0 space-y-5 border-l border-line pl-4">
          <legend className="mb-1 text-sm font-semibold">{words.landing}</legend>
          <LandingFields landing={landing} onLanding={setLanding} />
          <LogoField logo={logo} image={issuer?.logoImage} onLogo={setLogo} />
        </fieldset>
        {wrongKey && <Notice tone="red">{words.keyBroken}</Notice>}
        <FormEnd error={error} busy={busy} onCancel={onClose} />
      </form>
    </Sheet>
  )
}
