import { useSearch } from '@tanstack/react-router'
import { useEffect } from 'react'
import { useMessages } from '../../messages/language.tsx'
import { safeNext, useMe } from '../../session.ts'
import { usePageTitle } from '../../ui/shell/page-title.ts'
import { SignInSteps } from '../../ui/sign-in-steps/sign-in-steps.tsx'

export function SignInPage() {
  const { signIn } = useMessages()
  const { next } = useSearch({ from: '/sign-in' })
  const me = useMe()
  usePageTitle(signIn.title)
  useEffect(() => {
    if (me) window.location.replace(safeNext(next))
  }, [me, next])
  return (
    <div className="mx-auto max-w-md px-4 py-16 sm:px-6 sm:py-24">
      <h1 className="font-serif text-2xl font-semibold">{signIn.title}</h1>
      <p className="mt-3 mb-8 text-soft">{signIn.lead}</p>
      <SignInSteps />
    </div>
  )
}
