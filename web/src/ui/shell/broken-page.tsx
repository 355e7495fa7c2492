import { useMessages } from '../../messages/language.tsx'
import { Button } from '../button.tsx'
import { explain } from '../explain.ts'
import { MessagePage } from './message-page.tsx'

/** Shown when a page cannot be had at all, with the reason when there is one. */
export function BrokenPage({ error, reset }: { error: unknown; reset?: () => void }) {
  const messages = useMessages()
  return (
    <MessagePage title={messages.broken.title}>
      <p>{explain(error, messages) ?? messages.broken.text}</p>
      <Button className="mt-4" onClick={() => (reset ? reset() : window.location.reload())}>
        {messages.retry}
      </Button>
    </MessagePage>
  )
}
