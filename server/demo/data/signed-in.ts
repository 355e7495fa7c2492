import type { Ask, Json } from '../client.ts'
import type { Operator } from '../operator.ts'
import type { DemoPerson } from './people.ts'

/** A person signed in by the mailed code, as the pages would do it. */
export async function signIn(ask: Ask, base: string, operator: Operator, { email, givenName, familyName }: DemoPerson) {
  await ask(`${base}/api/sign-in`, { body: { email } })
  const code = await operator.codeMailedTo(email)
  const { headers } = await ask(`${base}/api/sign-in/verify`, { body: { email, code } })
  const cookie = headers.get('set-cookie')?.split(';')[0] ?? ''
  const my = async (method: string, path: string, body?: unknown): Promise<Json> =>
    (await ask(`${base}/api${path}`, { method, headers: { cookie }, ...(body !== undefined && { body }) })).body
  await my('PATCH', '/me', { givenName, familyName })
  return {
    my,
    /** Takes everything behind a claim link. */
    claim: (redirectUrl: string) => my('POST', `/claims/${redirectUrl.split('/').at(-1)}`, {}),
  }
}

export type SignedIn = Awaited<ReturnType<typeof signIn>>
