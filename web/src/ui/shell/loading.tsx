import { useMessages } from '../../messages/language.tsx'

/** Takes the room of a screen, so that the foot of the page does not jump when it goes; less inside of something. */
export function Loading({ inside = false }: { inside?: boolean }) {
  const { shell } = useMessages()
  return (
    <p role="status" className={`mx-auto max-w-2xl px-4 text-center text-soft sm:px-6 ${inside ? 'py-8' : 'min-h-dvh py-24'}`}>
      {shell.loading}
    </p>
  )
}
