import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startTestApp, type TestApp } from '../../test/app.ts'
import { call, type HeaderLines, signIn } from '../../test/people.ts'

let app: TestApp
let person: HeaderLines
beforeAll(async () => {
  app = await startTestApp()
  person = await signIn(app, 'head@example.org')
})
afterAll(() => app.stop())

const patch = (body: object) => call(app, 'PATCH', '/api/me/resume', { headers: person, body })
const profile = {
  headline: 'Gardener',
  email: 'ana@example.org',
  phone: '+34 600 000 000',
  location: 'Granada',
  summary: 'Trees.\n\nAnd bees.',
  links: [
    { id: 'a', label: 'Site', url: 'https://ana.example/' },
    { id: 'b', label: '', url: 'mailto:ana@example.org' },
  ],
}

describe('the head of a resume', () => {
  it('starts empty, on A4, in English', async () => {
    const { body } = await call(app, 'GET', '/api/me/resume', { headers: person })
    expect(body.profile).toEqual({ headline: '', email: '', phone: '', location: '', summary: '', links: [] })
    expect(body.settings).toEqual({ template: 'classic', accent: '#1f2937', paper: 'A4', language: 'en', direction: 'ltr' })
  })

  it('changes only where something is sent', async () => {
    const { status, body } = await patch({ profile })
    expect([status, body.profile]).toEqual([200, profile])
    const set = { template: 'compact', accent: '#AA0000', paper: 'Letter', language: 'ar-eg', direction: 'rtl' }
    expect((await patch({ settings: set })).body.settings).toEqual({ ...set, accent: '#aa0000', language: 'ar-EG' })
    expect((await patch({ profile: { headline: '' }, settings: { paper: 'A4' } })).body).toMatchObject({
      profile: { ...profile, headline: '' },
      settings: { template: 'compact', paper: 'A4' },
    })
  })

  it.each<[string, object, string]>([
    ['a script for a link', { profile: { links: [{ id: 'a', label: 'x', url: 'javascript:alert(1)' }] } }, 'link_not_allowed'],
    ['an address that is none', { profile: { email: 'ana' } }, 'email_unreadable'],
    ['a language that is none', { settings: { language: 'en-x' } }, 'language_unknown'],
    ['a colour that is none', { settings: { accent: 'red' } }, 'request_invalid'],
    ['an unknown template', { settings: { template: 'neon' } }, 'request_invalid'],
    ['an unknown paper', { settings: { paper: 'A5' } }, 'request_invalid'],
    ['a summary without end', { profile: { summary: 'x'.repeat(10_001) } }, 'request_invalid'],
    [
      'too many links',
      { profile: { links: Array.from({ length: 21 }, (_, i) => ({ id: `l${i}`, label: '', url: 'https://x.example' })) } },
      'request_invalid',
    ],
    ['an unknown field', { profile: { verdict: 'verified' } }, 'request_invalid'],
    ['nothing', {}, 'request_invalid'],
  ])('takes not %s', async (_what, body, code) => {
    const refused = await patch(body)
    expect([refused.status, refused.body.code]).toEqual([400, code])
  })

  it('is for its owner only', async () => {
    const refused = await call(app, 'PATCH', '/api/me/resume', { body: { profile } })
    expect([refused.status, refused.body.code]).toEqual([401, 'not_signed_in'])
  })
})
