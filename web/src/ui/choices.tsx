import { useId } from 'react'

interface Props<T extends string> {
  legend: string
  hidden?: boolean
  options: readonly { value: T; word: string; text?: string | undefined }[]
  value: T | undefined
  onValue: (value: T) => void
}

/** One of a few, as lines that can be pressed; arrow keys move between them. */
export function Choices<T extends string>({ legend, hidden, options, value, onValue }: Props<T>) {
  const id = useId()
  return (
    <fieldset>
      <legend className={hidden ? 'sr-only' : 'mb-2 text-sm font-medium'}>{legend}</legend>
      <div className="divide-y divide-line border-y border-line">
        {options.map((option) => (
          <label key={option.value} className="flex cursor-pointer gap-3 py-3 has-checked:bg-shade sm:-mx-3 sm:px-3">
            <input
              type="radio"
              name={id}
              value={option.value}
              checked={value === option.value}
              onChange={() => onValue(option.value)}
              className="mt-0.5 size-5 shrink-0 accent-ink"
            />
            <span className="min-w-0">
              <span className="block font-medium">{option.word}</span>
              {option.text && <span className="block text-sm text-soft">{option.text}</span>}
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  )
}
