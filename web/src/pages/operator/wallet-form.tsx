import { type FormEvent, useState } from 'react'
import { useWalletWords } from '../../messages/wallet/index.ts'
import { Button } from '../../ui/button.tsx'
import { Field } from '../../ui/field.tsx'
import { Notice } from '../../ui/notice.tsx'
import { Sheet } from '../../ui/sheet.tsx'
import { useTask } from '../../ui/use-task.ts'
import type { Wallet } from './wallet.ts'

interface Props {
  wallet: Wallet | undefined
  onSave: (wallet: Pick<Wallet, 'name' | 'logo' | 'link'>) => Promise<void>
  onClose: () => void
}

const MAX_LOGO_BYTES = 200_000

const asDataUrl = (file: File): Promise<string> =>
  new Promise((resolve, reject) => {
    const reader = new FileReader()
    reader.onload = () => resolve(String(reader.result))
    reader.onerror = () => reject(reader.error)
    reader.readAsDataURL(file)
  })

export function WalletForm({ wallet, onSave, onClose }: Props) {
  const { operator: words } = useWalletWords()
  const [name, setName] = useState(wallet?.name ?? '')
  const [link, setLink] = useState(wallet?.link ?? '')
  const [logo, setLogo] = useState(wallet?.logo ?? null)
  const [tooLarge, setTooLarge] = useState(false)
  const { busy, error, run } = useTask(words.problems)
  const choose = async (file: File | undefined) => {
    setTooLarge(file !== undefined && file.size > MAX_LOGO_BYTES)
    if (file && file.size <= MAX_LOGO_BYTES) setLogo(await asDataUrl(file))
  }
  const save = (event: FormEvent) => {
    event.preventDefault()
    void run(() => onSave({ name: name.trim(), link: link.trim(), logo }))
  }
  return (
    <Sheet title={wallet ? words.changeOne(wallet.name) : words.add} onClose={onClose}>
      <form onSubmit={save} className="space-y-5">
        <Field label={words.name} dir="auto" required maxLength={100} value={name} onChange={(event) => setName(event.target.value)} />
        <Field
          label={words.link}
          hint={words.linkHint}
          dir="ltr"
          required
          maxLength={1000}
          value={link}
          onChange={(event) => setLink(event.target.value)}
        />
        <Field
          label={words.logo}
          hint={words.logoHint}
          error={tooLarge ? words.logoTooLarge : undefined}
          type="file"
          accept="image/png,image/jpeg,image/webp"
          onChange={(event) => void choose(event.target.files?.[0])}
        />
        {logo && (
          <p className="flex flex-wrap items-center gap-3 text-sm">
            <img src={logo} alt="" className="size-8 object-contain" />
            {words.logoKept}
            <Button look="quiet" onClick={() => setLogo(null)}>
              {words.noLogo}
            </Button>
          </p>
        )}
        {error && <Notice tone="red">{error}</Notice>}
        <Button type="submit" busy={busy}>
          {words.save}
        </Button>
      </form>
    </Sheet>
  )
}
