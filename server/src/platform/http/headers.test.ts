import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { OpenApi } from '../../../test/api-contract.ts'
import { startTestApp, type TestApp } from '../../../test/app.ts'
import { type Answer, call, type HeaderLines, operator, signIn } from '../../../test/people.ts'

let app: TestApp
let person: HeaderLines
beforeAll(async () => {
  app = await startTestApp({ env: { LAUREL_URL: 'https://laurel.example' } })
  person = await signIn(app, 'headers@example.org')
})
afterAll(() => app.stop())

const PAGES = [
  '/',
  '/sign-in',
  '/resume',
  '/operator',
  '/partner',
  '/review',
  '/vault',
  '/verify',
  '/createmyresume/x',
  '/import/return/x',
  '/r/x',
  '/nothing',
]

/** What one answer lacks. */
function lacking({ headers }: Answer): string[] {
  const value = (name: string): string => headers.get(name) ?? ''
  const policy = value('content-security-policy')
  const demands: [string, boolean][] = [
    ['a policy that starts from nothing', policy.startsWith("default-src 'none'")],
    ['no unsafe-* in it', policy !== '' && !/unsafe-|script-src[^;]*(?:\*|https?:|data:)/.test(policy)],
    ['nobody frames it', /frame-ancestors '(?:none|self)'/.test(policy) || /sandbox/.test(policy)],
    ['nosniff', value('x-content-type-options') === 'nosniff'],
    ['a referrer policy', ['no-referrer', 'same-origin'].includes(value('referrer-policy'))],
    ['an opener policy', value('cross-origin-opener-policy') === 'same-origin'],
    ['a resource policy', ['same-origin', 'cross-origin'].includes(value('cross-origin-resource-policy'))],
    ['a permissions policy', /camera=\(\)/.test(value('permissions-policy'))],
    ['https from now on', /max-age=31536000/.test(value('strict-transport-security'))],
    ['nothing of what runs it', value('x-powered-by') === '' && value('server') === ''],
  ]
  return demands.filter(([, isThere]) => !isThere).map(([name]) => name)
}

describe('every address there is', () => {
  it('answers with strict headers, and what one caller sees is kept by nobody', async () => {
    const { paths } = (await call(app, 'GET', '/api/openapi.json')).body as OpenApi
    const found: string[] = []
    let asked = 0
    const look = async (method: string, path: string, headers: HeaderLines, isPrivate: boolean): Promise<void> => {
      asked++
      const answer = await call(app, method, path, { headers, ...(method !== 'GET' && method !== 'DELETE' && { body: {} }) })
      found.push(...lacking(answer).map((what) => `${method} ${path}: ${what}`))
      if (isPrivate && !/no-store/.test(answer.headers.get('cache-control') ?? '')) found.push(`${method} ${path}: may be kept`)
    }
    for (const [path, methods] of Object.entries(paths)) {
      for (const [method, { security = [] }] of Object.entries(methods)) {
        // as the person where persons may ask, so that good answers are seen too; reading only
        const isPerson = method === 'get' && 'session' in (security[0] ?? {})
        const isOperator = method === 'get' && 'operator' in (security[0] ?? {})
        const headers = isPerson ? person : isOperator ? operator : {}
        await look(method.toUpperCase(), path.replace(/\{\w+\}/g, 'x'), headers, security.length > 0)
      }
    }
    for (const path of PAGES) await look('GET', path, {}, false)
    expect(asked).toBeGreaterThan(170)
    expect(found).toEqual([])
  })
})
