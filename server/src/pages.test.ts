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
    expect(Object.keys(known)).toEqual(['/api/me', '/api/me/resume', '/api/me/inbox'])
    for (const [address, { status, body }] of Object.entries(known)) {
      const asked = await call(app, 'GET', address, { headers: person })
      expect({ status, body }).toEqual({ status: asked.status, body: asked.body })
    }
    expect(page.text).toContain('<html lang="es">')
    expect(page.text).not.toContain('<b>Ada')
    expect(page.headers.get('cache-control')).toBe('no-store')
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
})
