import { type FormEvent, useRef, useState } from 'react'
import { intake } from '../../../../server/src/api.ts'
import { call } from '../../call.ts'
import { useFindWords } from '../../messages/find/index.ts'
import { useMessages } from '../../messages/language.tsx'
import { Button } from '../../ui/button.tsx'
import { Field } from '../../ui/field.tsx'
import { Notice } from '../../ui/notice.tsx'
import { useTask } from '../../ui/use-task.ts'

interface Answers {
  firstName: string
  lastName: string
  email: string
  studentId: string
}

export function FindForm({ slug, onAsked }: { slug: string; onAsked: () => void }) {
  const words = useFindWords()
  const messages = useMessages()
  const form = useRef<HTMLFormElement>(null)
  const [value, setValue] = useState<Answers>({ firstName: '', lastName: '', email: '', studentId: '' })
  const [missing, setMissing] = useState<Partial<Answers>>({})
  const { busy, error, run } = useTask({ rate_limited: words.limited })

  const submit = (event: FormEvent) => {
    event.preventDefault()
    const found = faultsIn(value)
    setMissing(found)
    const [first] = Object.keys(found)
    if (first) return form.current?.querySelector<HTMLInputElement>(`[name=${first}]`)?.focus()
    const { firstName, lastName, email, studentId } = value
    void run(async () => {
      await call(intake.findResume, {
        params: { partner: slug },
        body: {
          firstName,
          lastName,
          ...(email.trim() && { email: email.trim() }),
          ...(studentId.trim() && { studentId: studentId.trim() }),
        },
      })
      onAsked()
    })
  }

  function faultsIn({ firstName, lastName, email, studentId }: Answers): Partial<Answers> {
    const isEmail = email.trim() === '' || form.current?.querySelector<HTMLInputElement>('[name=email]')?.validity.valid
    return {
      ...(!firstName.trim() && { firstName: words.nameMissing }),
      ...(!lastName.trim() && { lastName: words.nameMissing }),
      ...(!email.trim() && !studentId.trim() && { email: words.eitherMissing }),
      ...(!isEmail && { email: messages.problems.email_invalid }),
    }
  }

  const field = (name: keyof Answers) => ({
    label: words[name],
    name,
    value: value[name],
    error: missing[name],
    onChange: (event: { target: { value: string } }) => setValue({ ...value, [name]: event.target.value }),
  })
  return (
    <form ref={form} onSubmit={submit} noValidate className="space-y-4">
      <Field {...field('firstName')} autoComplete="given-name" dir="auto" maxLength={200} />
      <Field {...field('lastName')} autoComplete="family-name" dir="auto" maxLength={200} />
      <fieldset className="space-y-4">
        <legend className="mb-2 text-sm text-soft">{words.either}</legend>
        <Field {...field('email')} type="email" autoComplete="email" maxLength={254} />
        <Field {...field('studentId')} autoComplete="off" maxLength={200} />
      </fieldset>
      {error && <Notice tone="red">{error}</Notice>}
      <Button type="submit" busy={busy} className="w-full">
        {busy ? words.searching : words.search}
      </Button>
    </form>
  )
}
