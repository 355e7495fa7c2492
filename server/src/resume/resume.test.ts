import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startTestApp, type TestApp } from '../../test/app.ts'
import { badge, call, type HeaderLines, makePartner, push, signIn, type TestPartner } from '../../test/people.ts'

let app: TestApp
let partner: TestPartner
let person: HeaderLines
beforeAll(async () => {
  app = await startTestApp()
  partner = await makePartner(app)
  person = await signIn(app, 'person@example.org')
})
afterAll(() => app.stop())

const carrier = (alignment: object[], overrides: object = {}) =>
  badge({ ...overrides }, { achievementType: 'SkillsAndAbilities', alignment })
async function add(headers: HeaderLines, ...credentials: object[]): Promise<void> {
  const { body } = await push(app, partner, { credentials })
  await call(app, 'POST', `/api/claims/${body.identifier_token}`, { headers, body: {} })
}
const resume = async (headers = person) => (await call(app, 'GET', '/api/me/resume', { headers })).body
const patch = (id: string, body: object, headers = person) => call(app, 'PATCH', `/api/me/resume/entries/${id}`, { headers, body })

describe('entries', () => {
  it('can be hidden, shown, deleted and restored', async () => {
    await add(person, badge({}, { name: 'One' }), badge({}, { name: 'Two' }))
    const [{ entries }] = (await resume()).sections
    const [one] = entries
    expect((await patch(one.id, { hidden: true })).body).toMatchObject({ id: one.id, hidden: true, deleted: false })
    expect((await resume()).summary.claims).toBe(1)
    expect((await patch(one.id, { deleted: true })).body.deleted).toBe(true)
    const without = await resume()
    expect(without.sections[0].entries.map(({ title }: { title: string }) => title)).toEqual(['Two'])
    expect(without.deleted.entries.map(({ title }: { title: string }) => title)).toEqual(['One'])
    await patch(one.id, { deleted: false, hidden: false })
    expect((await resume()).sections[0].entries.map(({ title, hidden }: { title: string; hidden: boolean }) => [title, hidden])).toEqual([
      ['One', false],
      ['Two', false],
    ])
  })

  it('belong to one person', async () => {
    const [{ entries }] = (await resume()).sections
    const stranger = await signIn(app, 'stranger@example.org')
    const [foreign, unknown] = [await patch(entries[0].id, { hidden: true }, stranger), await patch('itm_none', { hidden: true }, stranger)]
    expect([foreign.status, foreign.text]).toEqual([404, unknown.text])
    expect((await resume()).sections[0].entries[0].hidden).toBe(false)
  })

  it('and sections keep the order they are given', async () => {
    await add(person, badge({}, { name: 'Three' }), badge({}, { name: 'School', achievementType: 'Diploma' }))
    const before = await resume()
    expect(before.sections.map(({ name }: { name: string }) => name)).toEqual(['Education', 'Relevant Coursework'])
    const ids = before.sections[1].entries.map(({ id }: { id: string }) => id)
    const { status, body } = await call(app, 'PUT', '/api/me/resume/order', {
      headers: person,
      body: { sections: ['Relevant Coursework', 'Education'], entries: [...ids].reverse() },
    })
    expect(status).toBe(200)
    expect(body.sections.map(({ name }: { name: string }) => name)).toEqual(['Relevant Coursework', 'Education'])
    expect(body.sections[0].entries.map(({ id }: { id: string }) => id)).toEqual([...ids].reverse())
    expect((await resume()).sections).toEqual(body.sections)
    const wrong = await call(app, 'PUT', '/api/me/resume/order', { headers: person, body: { entries: ['itm_none'] } })
    expect([wrong.status, wrong.body.code]).toEqual([404, 'entry_not_found'])
    expect((await call(app, 'PUT', '/api/me/resume/order', { headers: person, body: { sections: ['Nonsense'] } })).status).toBe(400)
  })

  it('take no level and no unknown field', async () => {
    const [{ entries }] = (await resume()).sections
    expect((await patch(entries[0].id, { level: 'expert' })).body.code).toBe('not_a_skill')
    expect((await patch(entries[0].id, { issuer: 'Mine' })).status).toBe(400)
    expect((await patch(entries[0].id, {})).status).toBe(400)
  })

  it('name nobody as issuer who is not proved', async () => {
    const [{ entries }] = (await resume()).sections
    expect(entries[0].issuerSays).toBe('Says it is Institution X.')
  })
})

describe('skills', () => {
  it('from several issuers are one skill with several proofs', async () => {
    const own = await signIn(app, 'skills@example.org')
    await add(
      own,
      carrier([{ targetName: 'Leadership', level: 'beginner' }]),
      carrier([{ targetName: ' LEADERSHIP ', category: 'durable' }, { targetName: 'Sales' }], {
        issuer: { id: 'https://other.example', name: 'Other' },
      }),
    )
    const { skills, sections } = await resume(own)
    expect(sections).toEqual([{ name: 'Skills and Abilities', entries: [] }])
    expect(
      skills.map(({ name, proofs, level, category }: { name: string; proofs: { issuer: string }[]; level: string; category: string }) => [
        name,
        proofs.map(({ issuer }) => issuer),
        level,
        category,
      ]),
    ).toEqual([
      ['Leadership', ['Institution X', 'Other'], 'beginner', 'durable'],
      ['Sales', ['Other'], null, null],
    ])
    const changed = await patch(skills[0].id, { level: 'expert' }, own)
    expect([changed.status, changed.body.level]).toEqual([200, 'expert'])
    await patch(skills[1].id, { hidden: true }, own)
    expect((await resume(own)).skills.map(({ level, hidden }: { level: string; hidden: boolean }) => [level, hidden])).toEqual([
      ['expert', false],
      [null, true],
    ])
    expect((await patch(skills[0].id, { level: 'ninja' }, own)).status).toBe(400)
  })

  it('that are unverified show no evidence link', async () => {
    const own = await signIn(app, 'evidence@example.org')
    await add(own, carrier([{ targetName: 'Teaching', evidenceUrl: 'https://e.example/1' }]))
    expect((await resume(own)).skills[0].proofs[0].evidence).toEqual([])
  })
})
