import { Refusal, refusalFrom } from './call.ts'

interface Parts {
  /** an API key or a session token */
  key?: string | undefined
  query?: Record<string, string>
  body?: unknown
}

/**
 * Speaks to the Skill Verification API, whose answers are enveloped.
 *
 * @returns the whole answer: some have their facts beside `data`
 * @throws Refusal with the code of its `error`
 */
export async function skillCall<T>(method: 'GET' | 'POST', path: `/${string}`, { key, query = {}, body }: Parts = {}): Promise<T> {
  const search = new URLSearchParams(query)
  const answer = await fetch(`/api/v1${path}${search.size > 0 ? `?${search}` : ''}`, {
    method,
    credentials: 'omit',
    headers: {
      accept: 'application/json',
      ...(key && { 'x-api-key': key }),
      ...(method === 'POST' && { 'content-type': 'application/json' }),
    },
    ...(method === 'POST' && { body: JSON.stringify(body ?? {}) }),
  }).catch(() => {
    throw new Refusal('offline', 0, 'The server could not be reached.')
  })
  const data: unknown = await answer.json().catch(() => null)
  if (!answer.ok || data === null) throw refusalFrom(answer.status, data)
  return data as T
}

interface Enveloped<T> {
  data: T
}

/** As skillCall, for answers whose facts are all in `data`. @throws Refusal */
export const skillData = async <T>(...args: Parameters<typeof skillCall>): Promise<T> => (await skillCall<Enveloped<T>>(...args)).data
