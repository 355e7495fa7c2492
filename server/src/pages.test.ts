import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startTestApp, type TestApp } from '../test/app.ts'
import { badge, call, makePartner, push, signIn } from '../test/people.ts'

interface First {
  status: number
  body: unknown
}

/** The data block of a page, read as a browser reads it. */
const firstAnswersOf = (page: string): Record<string, First> =>
  JSON.parse(/<script type="application\/json" id="first-answers">(.*?)<\/script>/s.exec(page)?.[1] ?? '{}') as Record<string, First>

describe('pages before any script', () => {
  let app: TestApp
  beforeAll(async () => {
    app = await startTestApp()
  })
  afterAll(() => app.stop())

  it('bring the answers of the API to the same caller, and the words they begin with', async () => {
    const person = await signIn(app, 'reader@example.org')
    await call(app, 'PATCH', '/api/me', { headers: person, body: { givenName: '</script><b>Ada', familyName: 'Reyes', locale: 'es' } })
    const page = await call(app, 'GET', '/resume', { headers: person })
    const known = firstAnswersOf(page.text)
    expect(Object.keys(known)).toEqual(['/api/me', '/api/me/resume', '/api/me/inbox', '/api/me/notices'])
    for (const [address, { status, body }] of Object.entries(known)) {
      const asked = await call(app, 'GET', address, { headers: person })
      expect({ status, body }).toEqual({ status: asked.status, body: asked.body })
    }
    expect(page.text).toContain('<html lang="es">')
    expect(page.text).not.toContain('<b>Ada')
    expect(page.headers.get('cache-control')).toBe('no-store')
  })

  it('stand in the column where the app will draw them, and say of a link nobody knows what the app says', async () => {
    const languages = { headers: { 'accept-language': 'es' } }
    const unknown = await call(app, 'GET', '/createmyresume/nobody-made-this', languages)
    expect(unknown.status).toBe(404)
    expect(unknown.text).toContain('<main data-place="message"><h1 dir="auto">No conocemos este enlace</h1></main>')
    const nowhere = await call(app, 'GET', '/no/such/page', languages)
    expect(nowhere.status).toBe(404)
    expect(nowhere.text).toContain('<main data-place="message"><h1 dir="auto">Esta página no existe</h1></main>')
    expect((await call(app, 'GET', '/sign-in')).text).toContain('<main data-place="form"><h1 dir="auto">Sign in</h1>')
  })

  it('bring a stranger nothing of anybody, in the language of the browser', async () => {
    const partner = await makePartner(app)
    const { body } = await push(app, partner, { recipient: { given_name: 'Grace', email: 'grace@example.org' }, credentials: [badge()] })
    const path = `/createmyresume/${body.identifier_token}`
    const page = await call(app, 'GET', path, { headers: { 'accept-language': 'fr, es-MX;q=0.8' } })
    const claim = firstAnswersOf(page.text)[`/api/claims/${body.identifier_token}`]
    expect(claim).toMatchObject({ status: 200, body: { state: 'waiting', credentials: 1 } })
    expect(firstAnswersOf(page.text)['/api/me']?.status).toBe(401)
    expect(page.text).toContain('tiene 1 credencial para usted')
    expect(page.text).not.toMatch(/Grace|grace@/)
  })

  it('bring no fault along: what cannot be answered now is left to the page', async () => {
    const person = await signIn(app, 'patient@example.org')
    await app.database.executeSql('alter table shares rename to shares_away')
    try {
      const page = await call(app, 'GET', '/shares', { headers: person })
      expect([page.status, Object.keys(firstAnswersOf(page.text))]).toEqual([200, ['/api/me', '/api/me/notices']])
    } finally {
      await app.database.executeSql('alter table shares_away rename to shares')
    }
  })

  it('ask as the reader from where the reader is, and bring no refusal for too many requests along', async () => {
    const limited = await startTestApp({ env: { RATE_LIMIT_SCALE: '0.02', TRUST_PROXY: '1' } })
    const { body } = await push(limited, await makePartner(limited), { credentials: [badge()] })
    const token = body.identifier_token
    const claimStatus = async (address: string): Promise<number | undefined> => {
      const { text } = await call(limited, 'GET', `/createmyresume/${token}`, { headers: { 'x-forwarded-for': address } })
      return firstAnswersOf(text)[`/api/claims/${token}`]?.status
    }
    const statuses: (number | undefined)[] = []
    for (let i = 0; i < 4; i++) statuses.push(await claimStatus('203.0.113.1'))
    expect(statuses).toEqual([200, 200, 200, undefined])
    expect(await claimStatus('203.0.113.2')).toBe(200)
    await limited.stop()
  })
})
