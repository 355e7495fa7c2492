import { generateKey, issueCredential, type JsonObject } from '@laurel/credentials'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startTestApp, type TestApp } from '../../../test/app.ts'
import { badge, call, type HeaderLines, signIn } from '../../../test/people.ts'

let app: TestApp
beforeAll(async () => {
  app = await startTestApp()
})
afterAll(() => app.stop())

const EMAIL = 'traveller@example.org'
const SUMMARY = 'Joins things.\nLikes it.\n\nAlso on ships.'

/** A person with one signed credential, one entry and one skill of their own. */
async function settle(): Promise<HeaderLines> {
  const person = await signIn(app, EMAIL)
  const { issuer: _, ...bare } = badge({
    credentialSubject: {
      type: ['AchievementSubject'],
      identifier: [{ type: 'IdentityObject', identityType: 'emailAddress', hashed: false, identityHash: EMAIL }],
      achievement: {
        id: 'https://x.example/1',
        type: ['Achievement'],
        achievementType: 'Course',
        name: 'Welding',
        description: 'Joins steel.',
        criteria: { narrative: 'Passed.' },
      },
    },
  })
  const document = await issueCredential(bare as JsonObject, { key: generateKey() })
  await call(app, 'POST', '/api/me/import', { headers: person, body: { text: JSON.stringify(document) } })
  for (const entry of [
    { section: 'Experience', title: 'Welder', organization: 'Yard', startDate: '2020-01' },
    { kind: 'skill', name: 'Patience', level: 'expert' },
  ])
    await call(app, 'POST', '/api/me/resume/entries', { headers: person, body: entry })
  await call(app, 'PATCH', '/api/me/resume', { headers: person, body: { profile: { headline: 'Welder', summary: SUMMARY } } })
  return person
}

/** Gone from here, as if on another server; the same mailbox starts afresh. */
async function moveAway(person: HeaderLines): Promise<HeaderLines> {
  const { id } = (await call(app, 'GET', '/api/me', { headers: person })).body
  await app.database.executeSql('delete from people where id = $1', [id])
  return signIn(app, EMAIL)
}

async function bring(person: HeaderLines, path: string): Promise<{ form: string; fresh: HeaderLines }> {
  const answer = await fetch(app.base + path, { headers: person })
  expect(answer.status).toBe(200)
  const bytes = new Uint8Array(await answer.arrayBuffer())
  const fresh = await moveAway(person)
  const form = new FormData()
  form.append('file', new Blob([bytes]), 'resume')
  const imported = await call(app, 'POST', '/api/me/import', { headers: fresh, body: form })
  expect(imported.status, imported.text).toBe(200)
  return { form: imported.body.form, fresh }
}

async function standing(person: HeaderLines) {
  const { body } = await call(app, 'GET', '/api/me/resume', { headers: person })
  return {
    headline: body.profile.headline,
    summary: body.profile.summary,
    entries: body.sections.flatMap(({ name, entries }: { name: string; entries: Record<string, string>[] }) =>
      entries.map(({ kind, title, verdict }) => [name, kind, title, verdict]),
    ),
    skills: body.skills.map(({ kind, name, level }: Record<string, string>) => [kind, name, level]),
  }
}

const ALL = {
  headline: 'Welder',
  summary: SUMMARY,
  entries: [
    ['Experience', 'own', 'Welder', 'unsigned'],
    ['Relevant Coursework', 'credential', 'Welding', 'verified-issuer-unknown'],
  ],
  skills: [['own', 'Patience', 'expert']],
}

describe('a resume made here comes back', () => {
  it.each([
    ['as its PDF', '/api/me/resume.pdf', 'pdf'],
    ['as LER-RS', '/api/me/resume.ler.json', 'ler-rs'],
    ['as LER-RS, signed', '/api/me/resume.ler.json?signed=1', 'ler-rs'],
  ])('%s: its credentials as credentials, the rest in one’s own words', async (_what, path, form) => {
    const brought = await bring(await settle(), path)
    expect(brought.form).toBe(form)
    expect(await standing(brought.fresh)).toEqual(ALL)
    await moveAway(brought.fresh)
  })

  it('as JSON Resume: everything in one’s own words', async () => {
    const { fresh } = await bring(await settle(), '/api/me/resume.json')
    const { headline, entries } = await standing(fresh)
    expect([headline, entries.every(([, kind]: string[]) => kind === 'own')]).toEqual(['Welder', true])
    await moveAway(fresh)
  })

  it('its credentials are nobody else’s', async () => {
    const person = await settle()
    const bytes = new Uint8Array(await (await fetch(`${app.base}/api/me/resume.pdf`, { headers: person })).arrayBuffer())
    await moveAway(person)
    const form = new FormData()
    form.append('file', new Blob([bytes]), 'resume.pdf')
    const other = await signIn(app, 'finder@example.org')
    const { body } = await call(app, 'POST', '/api/me/import', { headers: other, body: form })
    expect(body.items.filter(({ reason }: { reason: string }) => reason === 'names-another')).toHaveLength(1)
    expect((await standing(other)).entries.map(([, kind]: string[]) => kind)).toEqual(['own'])
  })

  it('a PDF from elsewhere holds nothing to check', async () => {
    const person = await signIn(app, 'printer@example.org')
    for (const [bytes, code] of [
      ['%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj\ntrailer << /Root 1 0 R >>\n%%EOF', 'import_without_credential'],
      ['%PDF-1.7\ntrailer << /Encrypt 3 0 R >>', 'import_broken'],
      [`%PDF-1.7\n${' '.repeat(6_000_000)}`, 'import_without_credential'],
    ] as const) {
      const form = new FormData()
      form.append('file', new Blob([bytes]), 'some.pdf')
      const answer = await call(app, 'POST', '/api/me/import', { headers: person, body: form })
      expect([answer.status, answer.body.code]).toEqual([400, code])
    }
  })
})
