import { useState } from 'react'
import { useOperatorWords } from '../../messages/operator/index.ts'
import { Button } from '../../ui/button.tsx'
import { Field } from '../../ui/field.tsx'

const MOST_BYTES = 500_000
const isHere = (logo: string): boolean => logo.startsWith('data:') || logo.startsWith('/logos/')

const asDataUrl = (file: File): Promise<string> =>
  new Promise((resolve, reject) => {
    const reader = new FileReader()
    reader.onload = () => resolve(String(reader.result))
    reader.onerror = () => reject(reader.error)
    reader.readAsDataURL(file)
  })

interface Props {
  logo: string
  /** the picture people see, where the logo is an address elsewhere */
  image?: string | null | undefined
  onLogo: (logo: string) => void
}

/** A logo: a file, or an address the server fetches it from once. */
export function LogoField({ logo, image, onLogo }: Props) {
  const { logo: words } = useOperatorWords()
  const [tooLarge, setTooLarge] = useState(false)
  const choose = async (file: File | undefined) => {
    setTooLarge(file !== undefined && file.size > MOST_BYTES)
    if (file && file.size <= MOST_BYTES) onLogo(await asDataUrl(file))
  }
  const shown = isHere(logo) ? logo : image
  return (
    <fieldset className="min-w-0 space-y-4">
      <legend className="mb-1 text-sm font-semibold">{words.title}</legend>
      <Field
        label={words.file}
        hint={words.fileHint}
        error={tooLarge ? words.tooLarge : undefined}
        type="file"
        accept="image/png,image/jpeg,image/webp"
        onChange={(event) => void choose(event.target.files?.[0])}
      />
      {!isHere(logo) && (
        <Field
          label={words.address}
          hint={logo && image === null ? words.noPicture : words.addressHint}
          type="url"
          dir="ltr"
          value={logo}
          onChange={(event) => onLogo(event.target.value)}
        />
      )}
      {shown && (
        <p className="flex flex-wrap items-center gap-3 text-sm">
          <img src={shown} alt="" className="h-10 max-w-32 object-contain" />
          {words.shown}
        </p>
      )}
      {logo && (
        <Button look="quiet" className="-mx-2" onClick={() => onLogo('')}>
          {words.remove}
        </Button>
      )}
    </fieldset>
  )
}
