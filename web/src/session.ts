import { queryOptions, useQuery, useQueryClient } from '@tanstack/react-query'
import { accounts, type Output } from '../../server/src/api.ts'
import { call, Refusal } from './call.ts'

export type Me = Output<typeof accounts.getMe>

/** The signed-in person, or null. */
export const meQuery = queryOptions({
  queryKey: ['me'],
  queryFn: (): Promise<Me | null> =>
    call(accounts.getMe).catch((error: unknown) => {
      if (error instanceof Refusal && error.status === 401) return null
      throw error
    }),
  staleTime: 60_000,
})

export const useMe = (): Me | null | undefined => useQuery(meQuery).data

/** Signs out, forgets everything this page knows, and starts again at the start page. */
export function useSignOut(): () => Promise<void> {
  const queries = useQueryClient()
  return async () => {
    await call(accounts.signOut)
    queries.clear()
    window.location.assign('/')
  }
}

/** Only paths of this site: a `next` that leads elsewhere is dropped. */
export function safeNext(next: string | undefined): string {
  if (!next?.startsWith('/')) return '/resume'
  try {
    const url = new URL(next, window.location.origin)
    return url.origin === window.location.origin ? `${url.pathname}${url.search}${url.hash}` : '/resume'
  } catch {
    return '/resume'
  }
}
