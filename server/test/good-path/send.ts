import type { TestApp } from '../app.ts'
import { type Answer, call, codeIn, type HeaderLines, lastMail } from '../people.ts'

/** Whose key, cookie or token a request carries; `link` = whoever holds the secret in its address or body. */
export type Who = 'partner' | 'portal' | 'person' | 'platform' | 'operator' | 'reader' | 'link' | 'anyone'

/** One request of the good path, as it is about to be sent. */
export interface Sent {
  who: Who
  method: string
  path: string
  body?: unknown
  headers: HeaderLines
}

/** Sees each request before it is sent, and what came back. */
export interface Watcher {
  before?(sent: Sent): Promise<void>
  after?(sent: Sent, answer: Answer): void
}

export interface Sender {
  app: TestApp
  send(who: Who, headers: HeaderLines, method: string, path: string, body?: unknown, expected?: number): Promise<Answer>
}

/** Sends what must succeed. @throws Error when an answer is no success */
export const senderFor = (app: TestApp, watcher: Watcher = {}): Sender => ({
  app,
  send: async (who, headers, method, path, body, expected) => {
    const sent = { who, headers, method, path, body }
    await watcher.before?.(sent)
    const answer = await call(app, method, path, { headers, ...(body !== undefined && { body }) })
    watcher.after?.(sent, answer)
    if (expected === undefined ? answer.status >= 300 : answer.status !== expected)
      throw new Error(`${method} ${path}: ${answer.status} ${answer.text.slice(0, 400)}`)
    return answer
  },
})

export const cookieOf = ({ headers }: Answer): HeaderLines => ({ cookie: headers.get('set-cookie')?.split(';')[0] ?? '' })

export const mailedCode = async (app: TestApp, to: string): Promise<string> => codeIn((await lastMail(app, to))?.text)

/** Signs a person in, each step watched. */
export async function enter({ app, send }: Sender, email: string): Promise<HeaderLines> {
  await send('anyone', {}, 'POST', '/api/sign-in', { email })
  return cookieOf(await send('anyone', {}, 'POST', '/api/sign-in/verify', { email, code: await mailedCode(app, email) }))
}
