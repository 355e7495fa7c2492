import { ADMIN_TOKEN, type TestApp } from './app.ts'

export interface Answer {
  status: number
  headers: Headers
  // biome-ignore lint/suspicious/noExplicitAny: tests look into whatever an answer holds
  body: any
  text: string
}

export type HeaderLines = Record<string, string>

/** One call over real HTTP; JSON in, JSON out where it is JSON. */
export async function call(
  app: TestApp,
  method: string,
  path: string,
  options: { body?: unknown; headers?: HeaderLines } = {},
): Promise<Answer> {
  const { body, headers = {} } = options
  const isRaw = typeof body === 'string' || body instanceof Uint8Array || body instanceof URLSearchParams || body instanceof FormData
  const response = await fetch(app.base + path, {
    method,
    redirect: 'manual',
    headers: { ...(body !== undefined && !isRaw && { 'content-type': 'application/json' }), ...headers },
    ...(body !== undefined && { body: isRaw ? (body as string) : JSON.stringify(body) }),
  })
  const text = await response.text()
  let parsed: unknown
  try {
    parsed = JSON.parse(text)
  } catch {
    parsed = undefined
  }
  return { status: response.status, headers: response.headers, body: parsed, text }
}

export const operator: HeaderLines = { authorization: `Bearer ${ADMIN_TOKEN}` }

export interface TestPartner {
  id: string
  name: string
  slug: string
  clientId: string
  accessKey: string
  /** headers with a living access token */
  headers: HeaderLines
}

export const basic = (id: string, secret: string): HeaderLines => ({
  authorization: `Basic ${Buffer.from(`${id}:${secret}`).toString('base64')}`,
})

export async function makePartner(app: TestApp, settings: Record<string, unknown> = {}): Promise<TestPartner> {
  const { body, status, text } = await call(app, 'POST', '/api/admin/partners', {
    body: { name: 'Institution X', ...settings },
    headers: operator,
  })
  if (status !== 201) throw new Error(`partner was not made: ${text}`)
  return { ...body, headers: await tokenFor(app, body) }
}

export async function tokenFor(
  app: TestApp,
  { clientId, accessKey }: { clientId: string; accessKey: string },
  scope = '',
): Promise<HeaderLines> {
  const { body } = await call(app, 'POST', '/api/v1/token', {
    body: new URLSearchParams({ grant_type: 'client_credentials', scope }),
    headers: basic(clientId, accessKey),
  })
  return { authorization: `Bearer ${body.access_token}` }
}

/** The newest mail to an address. */
export async function lastMail(
  app: TestApp,
  to: string,
): Promise<{ subject: string; text: string; html: string; state: string } | undefined> {
  const { body } = await call(app, 'GET', `/api/admin/mail?to=${encodeURIComponent(to)}`, { headers: operator })
  return body.mails[0]
}

export const codeIn = (text: string | undefined): string => /\b\d{6}\b/.exec(text ?? '')?.[0] ?? ''

/** Signs a person in by the mailed code. @returns headers with the session cookie */
export async function signIn(app: TestApp, email: string): Promise<HeaderLines> {
  await call(app, 'POST', '/api/sign-in', { body: { email } })
  const code = codeIn((await lastMail(app, email.toLowerCase()))?.text)
  const { status, headers, text } = await call(app, 'POST', '/api/sign-in/verify', { body: { email, code } })
  if (status !== 200) throw new Error(`no sign-in: ${text}`)
  return { cookie: headers.get('set-cookie')?.split(';')[0] ?? '' }
}

let counter = 0

/** An unsigned Open Badge in the shape partners send. */
export function badge(overrides: Record<string, unknown> = {}, achievement: Record<string, unknown> = {}): Record<string, unknown> {
  const id = `urn:uuid:00000000-0000-4000-8000-${String(++counter).padStart(12, '0')}`
  return {
    '@context': ['https://www.w3.org/ns/credentials/v2', 'https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json'],
    id,
    type: ['VerifiableCredential', 'OpenBadgeCredential'],
    name: 'A course',
    issuer: { id: 'https://institutionx.example', type: ['Profile'], name: 'Institution X' },
    validFrom: '2024-05-01T00:00:00Z',
    credentialSubject: {
      type: ['AchievementSubject'],
      achievement: {
        id: 'https://institutionx.example/courses/1',
        type: ['Achievement'],
        achievementType: 'Course',
        name: 'A course',
        description: 'What was learned.',
        criteria: { narrative: 'Passed.' },
        ...achievement,
      },
    },
    ...overrides,
  }
}

export const push = (app: TestApp, partner: { headers: HeaderLines }, body: unknown, headers: HeaderLines = {}): Promise<Answer> =>
  call(app, 'POST', '/api/v1/credentials', { body, headers: { 'content-type': 'application/json', ...partner.headers, ...headers } })

/** What became of each credential of an upload. */
export const statuses = ({ body }: Answer): string[] => body.results.map(({ status }: { status: string }) => status)

/** The first field a refused upload names. */
export const imsxField = ({ body }: Answer) => body.imsx_codeMinor.imsx_codeMinorField[0]
