import { useMessages } from '../messages/language.tsx'
import { Field } from './field.tsx'

export interface PersonName {
  givenName: string
  familyName: string
  phone?: string
}

export function NameFields({ value, onChange }: { value: PersonName; onChange: (value: PersonName) => void }) {
  const { name } = useMessages()
  return (
    <div className="grid gap-4 sm:grid-cols-2">
      <Field
        label={name.given}
        name="given-name"
        autoComplete="given-name"
        dir="auto"
        maxLength={200}
        value={value.givenName}
        onChange={(event) => onChange({ ...value, givenName: event.target.value })}
      />
      <Field
        label={name.family}
        name="family-name"
        autoComplete="family-name"
        dir="auto"
        maxLength={200}
        value={value.familyName}
        onChange={(event) => onChange({ ...value, familyName: event.target.value })}
      />
      {value.phone !== undefined && (
        <Field
          label={name.phone}
          type="tel"
          name="tel"
          autoComplete="tel"
          maxLength={50}
          value={value.phone}
          onChange={(event) => onChange({ ...value, phone: event.target.value })}
        />
      )}
    </div>
  )
}
