interface Props<S extends string> {
  label: string
  all: string
  words: Readonly<Record<S, string>>
  value: S | undefined
  onValue: (value: S | undefined) => void
}

/** All of them, or those in one state. */
export function StateFilter<S extends string>({ label, all, words, value, onValue }: Props<S>) {
  const states = Object.keys(words) as S[]
  return (
    <label className="flex items-center gap-2 text-sm">
      {label}
      <select
        value={value ?? ''}
        onChange={(event) => onValue(states.find((name) => name === event.target.value))}
        className="min-h-11 rounded border border-strong bg-sheet px-3 text-base text-ink"
      >
        <option value="">{all}</option>
        {states.map((name) => (
          <option key={name} value={name}>
            {words[name]}
          </option>
        ))}
      </select>
    </label>
  )
}
