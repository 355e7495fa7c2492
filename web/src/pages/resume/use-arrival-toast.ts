import { useRouterState } from '@tanstack/react-router'
import { useEffect } from 'react'
import { useMessages } from '../../messages/language.tsx'
import { useToasts } from '../../ui/toasts.tsx'

/** Says what a claim has just brought here. */
export function useArrivalToast(): void {
  const { resume: say } = useMessages()
  const toasts = useToasts()
  const { added, left } = useRouterState({ select: ({ location }) => location.state })
  useEffect(() => {
    if (added) toasts.add({ id: 'note', actionProps: undefined, title: say.addedToast(added, left ?? 0) })
    window.history.replaceState({ ...window.history.state, added: undefined, left: undefined }, '')
  }, [added, left, toasts.add, say])
}
