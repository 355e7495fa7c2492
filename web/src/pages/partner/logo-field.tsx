import { useId, useState } from 'react'
import { usePartnerWords } from '../../messages/partner/index.ts'
import { Button, buttonClass } from '../../ui/button.tsx'

const MAX_BYTES = 500_000
const TYPES = ['image/png', 'image/jpeg', 'image/webp']

interface Props {
  logo: string | null
  onLogo: (logo: string | null) => void
}

/** Reads a picture into the draft; the server makes it anew before anybody sees it. */
export function LogoField({ logo, onLogo }: Props) {
  const { landing: words, problems } = usePartnerWords()
  const [refused, setRefused] = useState<string>()
  const id = useId()
  const choose = (file: File | undefined) => {
    setRefused(undefined)
    if (!file) return
    if (!TYPES.includes(file.type)) return setRefused(problems.logo_unreadable)
    if (file.size > MAX_BYTES) return setRefused(problems.logo_too_large)
    const reader = new FileReader()
    reader.onload = () => onLogo(String(reader.result))
    reader.onerror = () => setRefused(problems.logo_unreadable)
    reader.readAsDataURL(file)
  }
  return (
    <fieldset>
      <legend className="text-sm font-medium">{words.logo}</legend>
      <div className="mt-2 flex flex-wrap items-center gap-3">
        {logo ? (
          <img src={logo} alt={words.yourLogo} className="h-10 max-w-32 object-contain" />
        ) : (
          <span className="text-sm text-soft">{words.noLogo}</span>
        )}
        <label
          htmlFor={id}
          className={buttonClass(
            'secondary',
            'cursor-pointer focus-within:outline-2 focus-within:outline-offset-2 focus-within:outline-ink',
          )}
        >
          {logo ? words.changeLogo : words.chooseLogo}
          <input
            id={id}
            type="file"
            accept={TYPES.join(',')}
            aria-describedby={`${id}-hint`}
            className="sr-only"
            onChange={(event) => {
              choose(event.target.files?.[0])
              event.target.value = ''
            }}
          />
        </label>
        {logo && (
          <Button look="quiet" className="min-h-11!" onClick={() => onLogo(null)}>
            {words.removeLogo}
          </Button>
        )}
      </div>
      {refused && (
        <p role="alert" className="mt-2 text-sm text-red">
          {refused}
        </p>
      )}
      <p id={`${id}-hint`} className="mt-2 text-sm text-soft">
        {words.logoHint}
      </p>
    </fieldset>
  )
}
