import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { startTestApp, type TestApp } from '../../test/app.ts'
import { badge, call, type HeaderLines, makePartner, push, signIn, type TestPartner } from '../../test/people.ts'
import { addOwnEntries } from './index.ts'

let app: TestApp
let partner: TestPartner
let person: HeaderLines
let count = 0
beforeAll(async () => {
  app = await startTestApp()
  partner = await makePartner(app)
})
beforeEach(async () => {
  person = await signIn(app, `writer${++count}@example.org`)
})
afterAll(() => app.stop())

const resume = async () => (await call(app, 'GET', '/api/me/resume', { headers: person })).body
const post = (body: object) => call(app, 'POST', '/api/me/resume/entries', { headers: person, body })
const patch = (id: string, body: object) => call(app, 'PATCH', `/api/me/resume/entries/${id}`, { headers: person, body })
const remove = (id: string) => call(app, 'DELETE', `/api/me/resume/entries/${id}`, { headers: person })
async function claim(...credentials: object[]): Promise<void> {
  const { body } = await push(app, partner, { credentials })
  await call(app, 'POST', `/api/claims/${body.identifier_token}`, { headers: person, body: {} })
}
const job = {
  section: 'Experience',
  title: 'Gardener',
  organization: 'Parks',
  startDate: '2019-04',
  endDate: '2021',
  url: 'https://parks.example/team',
  description: 'Trees.',
}

describe('an own entry', () => {
  it('is added, stands in its section, unsigned, with nobody vouching', async () => {
    const { status, body } = await post(job)
    expect(status).toBe(201)
    expect(body).toMatchObject({ ...job, kind: 'own', verdict: 'unsigned', checks: [], issuer: '', issuerSays: '', date: '2019-04 – 2021' })
    expect(body.id).toMatch(/^own_[0-9a-z]{25}$/)
    const { sections, summary } = await resume()
    expect(sections).toEqual([{ name: 'Experience', entries: [body] }])
    expect(summary).toEqual({ claims: 1, verified: 0 })
  })

  it('says an open end with a dash, one date alone', async () => {
    expect((await post({ section: 'Education', title: 'A', startDate: '2020' })).body.date).toBe('2020 –')
    expect((await post({ section: 'Education', title: 'A', endDate: '2020-01-31' })).body.date).toBe('2020-01-31')
  })

  it('changes in every field, and moves to another section', async () => {
    const { body } = await post(job)
    const change = {
      title: 'Head gardener',
      organization: '',
      startDate: '2018',
      endDate: '',
      url: '',
      description: '',
      section: 'Activities',
    }
    expect((await patch(body.id, change)).body).toMatchObject({ id: body.id, ...change })
    expect((await resume()).sections.map(({ name }: { name: string }) => name)).toEqual(['Activities'])
    expect((await patch(body.id, { title: 'Gardener again' })).body).toMatchObject({ ...change, title: 'Gardener again' })
  })

  it('is deleted softly and comes back', async () => {
    const { body } = await post(job)
    expect((await remove(body.id)).status).toBe(204)
    const after = await resume()
    expect([after.sections, after.deleted.entries.map(({ id }: { id: string }) => id)]).toEqual([[], [body.id]])
    expect((await patch(body.id, { deleted: false })).body).toEqual(body)
    const unknown = await remove('own_none')
    expect([unknown.status, unknown.body.code]).toEqual([404, 'entry_not_found'])
  })

  it('belongs to one person', async () => {
    const { body } = await post(job)
    const stranger = await signIn(app, 'stranger@example.org')
    const foreign = await call(app, 'PATCH', `/api/me/resume/entries/${body.id}`, { headers: stranger, body: { title: 'Mine' } })
    expect([foreign.status, foreign.body.code]).toEqual([404, 'entry_not_found'])
    expect((await call(app, 'POST', '/api/me/resume/entries', { body: job })).body.code).toBe('not_signed_in')
  })

  it.each([
    'javascript:alert(1)',
    ' javascript:alert(1)',
    'data:text/html,x',
    'file:///etc/passwd',
    '//evil.example',
    'www.example.org',
    'https://',
    'https:// x',
  ])('takes no link like %j', async (url) => {
    const refused = await post({ ...job, url })
    expect([refused.status, refused.body.code]).toEqual([400, 'link_not_allowed'])
    const { body } = await post(job)
    expect((await patch(body.id, { url })).body.code).toBe('link_not_allowed')
  })

  it.each<[string, object]>([
    ['no title', { title: '' }],
    ['a blank title', { title: '   ' }],
    ['a title without end', { title: 'x'.repeat(501) }],
    ['an unknown section', { section: 'Hobbies' }],
    ['a date that is none', { startDate: 'Spring 2023' }],
    ['a month that is none', { startDate: '2023-13' }],
    ['a text without end', { description: 'x'.repeat(10_001) }],
    ['an unknown field', { verdict: 'verified' }],
    ['a level', { level: 'expert' }],
  ])('takes not %s', async (_what, over) => {
    expect((await post({ ...job, ...over })).status).toBe(400)
    expect(await resume()).toMatchObject({ sections: [] })
  })

  it.each([
    ['startDate', '2024-02-31'],
    ['endDate', '2023-02-29'],
    ['startDate', '2024-04-31'],
    ['startDate', '0000-01-01'],
  ])('takes no %s that never was, like %s, added or changed', async (field, day) => {
    expect((await post({ ...job, [field]: day })).status).toBe(400)
    const { body } = await post({ ...job, startDate: '2024-02-29' })
    expect(body.startDate).toBe('2024-02-29')
    const refused = await patch(body.id, { [field]: day })
    expect([refused.status, JSON.stringify(refused.body)]).toEqual([400, expect.stringContaining(field)])
    expect((await resume()).sections[0].entries[0]).toMatchObject({ startDate: '2024-02-29', endDate: '2021' })
  })

  it('keeps days that never were out of its table too', async () => {
    const { body } = await post(job)
    for (const column of ['start_date', 'end_date'])
      for (const day of ['2024-02-31', '2023-02-29', '2024-02-00', '2024-13-01', '0000-01-01', '0000', '2023-00', 'soon'])
        await expect(app.database.executeSql(`update own_entries set ${column} = '${day}' where id = '${body.id}'`, [])).rejects.toThrow(
          column === 'start_date' ? 'own_start_is_a_date' : 'own_end_is_a_date',
        )
  })

  it('has no own wording, no level, no category', async () => {
    const { body } = await post(job)
    expect((await patch(body.id, { ownWording: 'x' })).body.code).toBe('wording_not_needed')
    expect((await patch(body.id, { level: 'expert' })).body.code).toBe('not_a_skill')
    expect((await patch(body.id, { category: 'technical' })).body.code).toBe('not_a_skill')
  })

  it('takes long texts in any script as they are', async () => {
    const title = 'كلمة '.repeat(40).trim()
    const description = '日本語👩🏽‍🌾'.repeat(800)
    expect((await post({ section: 'Activities', title, description })).body).toMatchObject({ title, description })
  })
})

describe('an own skill', () => {
  it('is added with its level, changed, and there once', async () => {
    const { status, body } = await post({
      kind: 'skill',
      name: 'Beekeeping',
      level: 'advanced',
      category: 'specialized',
      description: 'Bees.',
    })
    expect(status).toBe(201)
    const skill = {
      kind: 'own',
      name: 'Beekeeping',
      level: 'advanced',
      category: 'specialized',
      proofs: [],
      verdict: 'unsigned',
      canEditLevel: true,
    }
    expect(body).toMatchObject(skill)
    expect((await patch(body.id, { level: 'expert', name: ' Bees ', category: null })).body).toMatchObject({
      name: 'Bees',
      level: 'expert',
      category: null,
    })
    expect((await patch(body.id, { level: null })).body.level).toBe(null)
    const twin = await post({ kind: 'skill', name: 'BEES' })
    expect([twin.status, twin.body.code]).toEqual([409, 'skill_already_there'])
    const other = (await post({ kind: 'skill', name: 'Wasps' })).body
    expect((await patch(other.id, { name: 'bees' })).body.code).toBe('skill_already_there')
    expect((await patch(other.id, { title: 'x' })).body.code).toBe('not_an_entry')
  })

  it('that was deleted comes back with its new words', async () => {
    const { body } = await post({ kind: 'skill', name: 'Knots', description: 'Old.' })
    await remove(body.id)
    expect((await post({ kind: 'skill', name: 'knots', level: 'beginner' })).body).toMatchObject({
      id: body.id,
      name: 'knots',
      description: '',
      level: 'beginner',
      deleted: false,
    })
  })

  it('stands back while a credential brings the same skill', async () => {
    await post({ kind: 'skill', name: 'Leadership', level: 'expert' })
    await claim(badge({}, { achievementType: 'SkillsAndAbilities', alignment: [{ targetName: 'LEADERSHIP' }] }))
    const [skill, ...others] = (await resume()).skills
    expect([skill.kind, skill.proofs.length, others]).toEqual(['credential', 1, []])
    expect((await post({ kind: 'skill', name: 'leadership' })).body.code).toBe('skill_already_there')
    expect((await patch(skill.id, { name: 'Mine' })).body).toMatchObject({ code: 'facts_are_locked' })
    expect((await patch(skill.id, { ownWording: 'Mine' })).body.code).toBe('wording_not_needed')
    await remove(skill.id)
    expect((await resume()).skills).toMatchObject([{ kind: 'own', level: 'expert' }])
  })
})

describe('a credential', () => {
  it('keeps its facts and takes own words beside them, with a notice where they say more', async () => {
    await claim(badge({}, { name: 'Project management' }))
    const [{ entries }] = (await resume()).sections
    const [{ id }] = entries
    for (const fields of [{ title: 'Mine' }, { startDate: '2001' }, { description: '' }, { section: 'Education' }, { url: '' }]) {
      const refused = await patch(id, fields)
      expect([refused.status, refused.body.code]).toEqual([409, 'facts_are_locked'])
    }
    const words = 'Senior manager since 2019'
    const { body } = await patch(id, { ownWording: words })
    expect(body).toMatchObject({ title: 'Project management', ownWording: words, kind: 'credential' })
    expect(body.notices.map(({ code }: { code: string }) => code)).toEqual(['date_not_in_credential', 'level_above_credential'])
    expect((await patch(id, { ownWording: '' })).body.notices).toEqual([])
  })
})

it('a resume holds a thousand own entries, and says so at the next', async () => {
  await post(job)
  const { rows } = await sql<{ id: string }>`select person_id as id from own_entries order by created_at desc limit 1`.execute(
    app.database.db,
  )
  const many = Array.from({ length: 999 }, (_, i) => ({ section: 'Activities' as const, title: `Entry ${i}` }))
  const added = await app.database.db.transaction().execute((tx) => addOwnEntries(tx, rows[0]!.id, many, new Date(0)))
  expect(added.every((each) => each.added)).toBe(true)
  const { entries } = (await resume()).sections.find(({ name }: { name: string }) => name === 'Activities')
  expect(entries.map(({ title }: { title: string }) => title)).toEqual(many.map(({ title }) => title))
  const full = await post(job)
  expect([full.status, full.body.code]).toEqual([409, 'resume_is_full'])
})
