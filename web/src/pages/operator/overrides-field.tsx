import { words as terms } from '../../../../server/src/api.ts'
import { useMessages } from '../../messages/language.tsx'
import { useOperatorWords } from '../../messages/operator/index.ts'
import { Button } from '../../ui/button.tsx'

export interface Override {
  key: number
  type: string
  section: terms.Section
}

const box = 'min-h-11 min-w-0 rounded border border-strong bg-sheet px-3 text-base text-ink'

/** Where a partner's achievement types go when the common table does not say it as they mean it. */
export function OverridesField({
  overrides,
  onOverrides,
}: {
  overrides: readonly Override[]
  onOverrides: (list: readonly Override[]) => void
}) {
  const { overrides: words } = useOperatorWords()
  const { sections } = useMessages()
  const change = (key: number, part: Partial<Override>) =>
    onOverrides(overrides.map((one) => (one.key === key ? { ...one, ...part } : one)))
  const next = Math.max(0, ...overrides.map(({ key }) => key)) + 1
  return (
    <fieldset className="min-w-0">
      <legend className="mb-1 text-sm font-semibold">{words.title}</legend>
      <p className="text-sm text-soft">{words.hint}</p>
      <ul className="mt-2 space-y-3">
        {overrides.map(({ key, type, section }) => (
          <li key={key} className="flex flex-wrap gap-2">
            <input
              aria-label={words.type}
              placeholder={words.type}
              dir="ltr"
              required
              maxLength={500}
              value={type}
              onChange={(event) => change(key, { type: event.target.value })}
              className={`${box} flex-1 basis-40 placeholder:text-soft`}
            />
            <select
              aria-label={words.section(type)}
              value={section}
              onChange={(event) => change(key, { section: terms.SECTIONS.find((name) => name === event.target.value) ?? section })}
              className={`${box} flex-1 basis-40`}
            >
              {terms.SECTIONS.map((name) => (
                <option key={name} value={name}>
                  {sections[name]}
                </option>
              ))}
            </select>
            <Button
              look="quiet"
              aria-label={`${words.remove}: ${type}`}
              onClick={() => onOverrides(overrides.filter((one) => one.key !== key))}
            >
              {words.remove}
            </Button>
          </li>
        ))}
      </ul>
      <Button
        look="quiet"
        className="-mx-2 mt-1"
        onClick={() => onOverrides([...overrides, { key: next, type: '', section: 'Credentials' }])}
      >
        {words.add}
      </Button>
    </fieldset>
  )
}
