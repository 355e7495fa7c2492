import { useMessages } from '../../messages/language.tsx'

export function Loading() {
  const { shell } = useMessages()
  return (
    <p role="status" className="mx-auto max-w-2xl px-4 py-24 text-center text-soft sm:px-6">
      {shell.loading}
    </p>
  )
}
