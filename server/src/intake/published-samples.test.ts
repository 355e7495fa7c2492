import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startTestApp, type TestApp } from '../../test/app.ts'
import { call, makePartner, push, signIn, type TestPartner } from '../../test/people.ts'

/** The published document lies beside the repository, not in it; without it these are left out, and `npm test` says so. */
const PUBLISHED = fileURLToPath(new URL('../../../../shared/reference/credentialconnect-1.3.txt', import.meta.url))

describe.skipIf(!existsSync(PUBLISHED))('the published CredentialConnect samples', () => {
  let app: TestApp
  let partner: TestPartner
  let courses: string
  let skills: string
  beforeAll(async () => {
    app = await startTestApp()
    partner = await makePartner(app, { claimEmailCheck: false })
    const text = readFileSync(PUBLISHED, 'utf8')
    const sample = (from: number, mark: string): string =>
      text.slice(text.indexOf('{\n    "@context"', from), text.lastIndexOf('}', text.indexOf(mark, from)) + 1)
    courses = sample(0, 'Adding SkillSync Data')
    skills = sample(text.indexOf('Adding SkillSync Data'), 'Press SEND')
  })
  afterAll(() => app.stop())

  it('courses end under Relevant Coursework', async () => {
    const { status, body } = await push(app, partner, courses)
    expect([status, Object.keys(body).includes('redirect_url')]).toEqual([200, true])
    const person = await signIn(app, 'courses@example.org')
    await call(app, 'POST', `/api/claims/${body.identifier_token}`, { headers: person, body: {} })
    const { sections, skills: none } = (await call(app, 'GET', '/api/me/resume', { headers: person })).body
    expect(
      sections.map(({ name, entries }: { name: string; entries: { title: string; date: string; verdict: string }[] }) => [
        name,
        entries.map(({ title, date, verdict }) => [title, date, verdict]),
      ]),
    ).toEqual([
      [
        'Relevant Coursework',
        [
          ['Calculus w/Analytic Geometry I', 'Spring 2023', 'unsigned'],
          ['Introduction to Psychology', 'Spring 2023', 'unsigned'],
          ['First-Year Composition', 'Spring 2023', 'unsigned'],
        ],
      ],
    ])
    expect(none).toEqual([])
  })

  it('skills as printed, with a raw line break: 400 with the place', async () => {
    const { status, body } = await push(app, partner, skills)
    expect(status).toBe(400)
    expect(body.imsx_description).toMatch(
      /raw line break.*line 61, column \d+.*\/credentials\/0\/credentialSubject\/achievement\/alignment\/3\/targetDescription/,
    )
  })

  it('skills mended: four skills, none verified, the carrier not imported', async () => {
    const { status, body } = await push(app, partner, skills.replace(/services\. \n\s+It is/, 'services. It is'))
    expect(status).toBe(200)
    expect(body.results).toMatchObject([{ status: 'held', section: 'Skills and Abilities', reason: expect.any(String) }])
    const person = await signIn(app, 'skills@example.org')
    await call(app, 'POST', `/api/claims/${body.identifier_token}`, { headers: person, body: {} })
    const resume = (await call(app, 'GET', '/api/me/resume', { headers: person })).body
    expect(resume.sections).toEqual([{ name: 'Skills and Abilities', entries: [] }])
    expect(resume.skills.map(({ name }: { name: string }) => name)).toEqual(['Teaching', 'Leadership', 'Quality Management', 'Sales'])
    for (const skill of resume.skills) {
      expect(['verified', 'verified-issuer-unknown']).not.toContain(skill.verdict)
      expect(skill.canEditLevel).toBe(true)
    }
    expect(resume.summary).toEqual({ claims: 4, verified: 0 })
  })
})
