import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { bakePng, bakeSvg } from '@laurel/credentials'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startTestApp, type TestApp } from '../../../test/app.ts'
import { type Answer, badge, call, type HeaderLines, signIn } from '../../../test/people.ts'

let app: TestApp
beforeAll(async () => {
  app = await startTestApp({ env: { FETCH_ALLOW_PRIVATE: '1' } })
})
afterAll(() => app.stop())

let people = 0
const newEmail = (): string => `importer${++people}@example.org`
const somebody = () => signIn(app, newEmail())
const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url')
const send = (headers: HeaderLines, body: object, preview = false): Promise<Answer> =>
  call(app, 'POST', `/api/me/import${preview ? '?preview=1' : ''}`, { headers, body })
const sendText = (headers: HeaderLines, document: unknown, preview = false) =>
  send(headers, { text: typeof document === 'string' ? document : JSON.stringify(document) }, preview)
function sendFile(
  headers: HeaderLines,
  bytes: Uint8Array | string,
  { include, preview = false }: { include?: string[]; preview?: boolean } = {},
) {
  const form = new FormData()
  form.append('file', new Blob([typeof bytes === 'string' ? bytes : new Uint8Array(bytes)]), 'a-file')
  if (include) form.append('include', JSON.stringify(include))
  return call(app, 'POST', `/api/me/import${preview ? '?preview=1' : ''}`, { headers, body: form })
}
const resume = async (headers: HeaderLines) => (await call(app, 'GET', '/api/me/resume', { headers })).body
const entries = async (headers: HeaderLines) => (await resume(headers)).sections.flatMap(({ entries }: { entries: object[] }) => entries)
const titles = async (headers: HeaderLines): Promise<string[]> => (await entries(headers)).map(({ title }: { title: string }) => title)
const codeOf = ({ status, body }: Answer) => [status, body.code]
const count = async (table: string): Promise<number> => {
  const { rows } = await app.database.executeSql(`select count(*)::int as n from ${table}`, [])
  return (rows[0] as { n: number }).n
}
const PIXEL = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64')

describe('a credential a person brings', () => {
  it.each([
    ['JSON as text', (document: object) => (person: HeaderLines) => sendText(person, document)],
    ['JSON as a file', (document: object) => (person: HeaderLines) => sendFile(person, JSON.stringify(document))],
    ['a list', (document: object) => (person: HeaderLines) => sendText(person, [document])],
    [
      'a presentation',
      (document: object) => (person: HeaderLines) =>
        sendText(person, { type: ['VerifiablePresentation'], verifiableCredential: [document] }),
    ],
    ['PNG', (document: object) => (person: HeaderLines) => sendFile(person, bakePng(PIXEL, JSON.stringify(document)))],
    [
      'SVG',
      (document: object) => (person: HeaderLines) =>
        sendFile(person, bakeSvg('<svg xmlns="http://www.w3.org/2000/svg"></svg>', JSON.stringify(document))),
    ],
  ])('%s goes on the resume, with its checks', async (_what, make) => {
    const person = await somebody()
    const answer = await make(badge({}, { name: 'Brought along' }))(person)
    expect([answer.status, answer.body?.form, answer.body?.added.length]).toEqual([200, 'credentials', 1])
    expect(await entries(person)).toMatchObject([
      { title: 'Brought along', verdict: 'unsigned', kind: 'credential', partner: '', section: 'Relevant Coursework' },
    ])
  })

  it.each(['preview=yes', 'preview=true', 'preview=1&preview=1'])('?%s is neither looking nor adding', async (query) => {
    const person = await somebody()
    const answer = await call(app, 'POST', `/api/me/import?${query}`, { headers: person, body: { text: JSON.stringify(badge()) } })
    expect([answer.status, answer.body.code]).toEqual([400, 'request_invalid'])
    expect(await entries(person)).toEqual([])
  })

  it('a preview shows exactly what would happen and leaves nothing', async () => {
    const person = await somebody()
    const before = await Promise.all(['credentials', 'assertions', 'owners', 'holdings'].map(count))
    const document = [badge({}, { name: 'One' }), badge({}, { name: 'Two', achievementType: 'Diploma' })]
    const { body } = await sendText(person, document, true)
    expect(
      body.items.map(({ id, title, section, available, reason }: Record<string, unknown>) => [id, title, section, available, reason]),
    ).toEqual([
      ['c0.0', 'One', 'Relevant Coursework', true, ''],
      ['c1.0', 'Two', 'Education', true, ''],
    ])
    expect(body.added).toEqual([])
    expect(await Promise.all(['credentials', 'assertions', 'owners', 'holdings'].map(count))).toEqual(before)
    const chosen = await send(person, { text: JSON.stringify(document), include: ['c1.0'] })
    expect(chosen.body.added).toHaveLength(1)
    expect(await titles(person)).toEqual(['Two'])
    // what was not chosen left nothing behind
    expect(await count('credentials')).toBe(before[0]! + 1)
    expect(codeOf(await send(person, { text: JSON.stringify(document), include: ['c7.0'] }))).toEqual([400, 'item_unknown'])
  })

  it('is undone, and can be brought again', async () => {
    const person = await somebody()
    const document = badge({}, { name: 'Back and forth' })
    const { body } = await sendText(person, document)
    expect(codeOf(await sendText(person, document))).toEqual([409, 'import_there_already'])
    const undone = await call(app, 'POST', '/api/me/import/undo', { headers: person, body: { added: body.added } })
    expect(undone.body).toEqual({ removed: 1 })
    expect(await titles(person)).toEqual([])
    expect((await call(app, 'GET', '/api/me/inbox', { headers: person })).body.items).toEqual([])
    expect((await sendText(person, document)).status).toBe(200)
    expect(await titles(person)).toEqual(['Back and forth'])
    const [{ id }] = await entries(person)
    await call(app, 'PATCH', `/api/me/resume/entries/${id}`, { headers: person, body: { deleted: true } })
    expect((await sendText(person, document)).body.added).toEqual([id])
    expect(await titles(person)).toEqual(['Back and forth'])
  })

  it('nobody else undoes it', async () => {
    const [person, other] = [await somebody(), await somebody()]
    const { body } = await sendText(person, badge({}, { name: 'Mine' }))
    expect((await call(app, 'POST', '/api/me/import/undo', { headers: other, body: { added: body.added } })).body).toEqual({ removed: 0 })
    expect(await titles(person)).toEqual(['Mine'])
  })

  it('goes with the account', async () => {
    const person = await somebody()
    await sendText(person, badge())
    const { id } = (await call(app, 'GET', '/api/me', { headers: person })).body
    const { rows } = await app.database.executeSql('select id from credentials where sent_by_person = $1', [id])
    expect(rows).toHaveLength(1)
    await app.database.executeSql('delete from people where id = $1', [id])
    const { rows: left } = await app.database.executeSql('select id from credentials where recipient_id = $1', [id])
    expect(left).toEqual([])
  })
})

describe('a resume file', () => {
  const jsonResume = {
    basics: { name: 'Ada', label: 'Engineer', summary: 'Builds engines.', profiles: [{ network: 'Web', url: 'https://ada.example' }] },
    work: [{ name: 'Analytical', position: 'Programmer', startDate: '2020-01', endDate: '2022-03', summary: 'Programs.' }],
    education: [{ institution: 'X', area: 'Maths', studyType: 'Bachelor' }],
    skills: [{ name: 'Algebra', level: 'Expert' }],
  }

  it('keeps the month of a day that never was', async () => {
    const person = await somebody()
    const work = [{ name: 'Mill', position: 'Miller', startDate: '2024-02-31', endDate: '2024-02-29' }]
    expect((await sendText(person, { ...jsonResume, work })).status).toBe(200)
    expect((await entries(person)).find(({ title }: { title: string }) => title === 'Miller')).toMatchObject({
      startDate: '2024-02',
      endDate: '2024-02-29',
    })
  })

  it('JSON Resume becomes entries in one’s own words, once; undone again', async () => {
    const person = await somebody()
    const preview = (await sendText(person, jsonResume, true)).body
    expect([preview.form, preview.items.map(({ id, kind, title }: Record<string, string>) => [id, kind, title])]).toEqual([
      'json-resume',
      [
        ['own.0', 'own', 'Programmer'],
        ['own.1', 'own', 'Bachelor, Maths'],
        ['own.2', 'own', 'Algebra'],
      ],
    ])
    expect(preview.head.map(({ field }: { field: string }) => field)).toEqual(['headline', 'summary', 'links'])
    expect(await titles(person)).toEqual([])
    const { body } = await sendText(person, jsonResume)
    expect(body.added).toHaveLength(6)
    const after = await resume(person)
    expect([after.profile.headline, after.profile.summary, after.profile.links.length]).toEqual(['Engineer', 'Builds engines.', 1])
    expect(await entries(person)).toMatchObject([
      { kind: 'own', title: 'Bachelor, Maths', section: 'Education' },
      { kind: 'own', title: 'Programmer', organization: 'Analytical', startDate: '2020-01', verdict: 'unsigned' },
    ])
    expect(after.skills.map(({ name, level }: Record<string, string>) => [name, level])).toEqual([['Algebra', 'expert']])
    expect(codeOf(await sendText(person, jsonResume))).toEqual([409, 'import_there_already'])
    await call(app, 'POST', '/api/me/import/undo', { headers: person, body: { added: body.added } })
    const undone = await resume(person)
    expect([undone.profile.headline, undone.profile.links, undone.skills, await titles(person)]).toEqual(['', [], [], []])
  })

  it('only what was chosen, and what one has said oneself stays', async () => {
    const person = await somebody()
    await call(app, 'PATCH', '/api/me/resume', { headers: person, body: { profile: { headline: 'My own' } } })
    await send(person, { text: JSON.stringify(jsonResume), include: ['own.0', 'head'] })
    const after = await resume(person)
    expect([after.profile.headline, after.profile.summary, await titles(person), after.skills]).toEqual([
      'My own',
      'Builds engines.',
      ['Programmer'],
      [],
    ])
  })

  it('LER-RS brings its credentials as credentials, and the rest as own entries', async () => {
    const person = await somebody()
    const lerRs = {
      type: 'http://schema.hropenstandards.org/4.5/recruiting/json/LER-RSType.json',
      employmentHistories: [{ organization: { tradeName: 'Works' }, positionHistories: [{ title: 'Clerk' }] }],
      certifications: [{ name: 'Proved', verifications: [badge({}, { name: 'Proved', achievementType: 'Certification' })] }],
    }
    const { status, body } = await sendText(person, lerRs)
    expect([status, body.form]).toEqual([200, 'ler-rs'])
    expect((await entries(person)).map(({ kind, title }: Record<string, string>) => [kind, title])).toEqual([
      ['own', 'Clerk'],
      ['credential', 'Proved'],
    ])
  })
})

describe('an address', () => {
  let server: Server
  let base: string
  beforeAll(async () => {
    const document = JSON.stringify(badge({}, { name: 'From afar' }))
    server = createServer((request, response) => {
      if (request.url === '/badge') response.end(document)
      else if (request.url === '/page') response.end('<!doctype html><html><body>Badge</body></html>')
      else if (request.url === '/moved') response.writeHead(302, { location: '/badge' }).end()
      else if (request.url === '/loop') response.writeHead(302, { location: '/loop' }).end()
      else if (request.url === '/big') response.end(Buffer.alloc(11_000_000, 0x20))
      else response.writeHead(404).end()
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  })
  afterAll(() => new Promise((resolve) => server.close(resolve)))

  it('is read, over a redirect too, also when it was pasted as text', async () => {
    const person = await somebody()
    expect((await send(person, { url: `${base}/moved` })).status).toBe(200)
    expect(await titles(person)).toEqual(['From afar'])
    expect(codeOf(await send(person, { text: ` ${base}/badge\n` }))).toEqual([409, 'import_there_already'])
  })

  it('says alike that nothing could be read, whatever the cause', async () => {
    const person = await somebody()
    for (const url of [
      `${base}/none`,
      `${base}/loop`,
      `${base}/big`,
      'http://127.0.0.1:1/',
      'ftp://x.example/',
      'file:///etc/passwd',
      'nonsense',
    ])
      expect(codeOf(await send(person, { url }))).toEqual([400, 'import_unreachable'])
    expect(codeOf(await send(person, { url: `${base}/page` }))).toEqual([400, 'import_is_page'])
  })

  it('reaches nothing private', async () => {
    const guarded = await startTestApp()
    const headers = await signIn(guarded, 'guarded@example.org')
    for (const url of [`${base}/badge`, 'http://169.254.169.254/', 'http://[::1]/', 'http://localhost/'])
      expect((await call(guarded, 'POST', '/api/me/import', { headers, body: { url } })).body.code).toBe('import_unreachable')
    await guarded.stop()
  })
})

describe('what cannot be read', () => {
  it.each([
    ['nothing', {}, 400, 'import_empty'],
    ['white space', { text: ' \n ' }, 400, 'import_empty'],
    ['words', { text: 'my badge' }, 400, 'import_not_recognized'],
    ['a web page', { text: '<!doctype html><p>x' }, 400, 'import_is_page'],
    ['broken JSON', { text: '{"a":' }, 400, 'json_malformed'],
    ['a key twice', { text: '{"id":"1","id":"2"}' }, 400, 'json_duplicate_key'],
    ['some object', { text: '{"a":1}' }, 400, 'nothing_to_read'],
    ['an empty list', { text: '[]' }, 400, 'import_not_recognized'],
    ['no JWT', { text: 'aaa.bbb.ccc' }, 400, 'import_broken'],
    [
      'a signed text about something else',
      { text: `${part({ alg: 'none' })}.${part({ iss: 'https://login.example' })}.` },
      400,
      'nothing_to_read',
    ],
    ['an SVG without a badge', { text: '<svg xmlns="http://www.w3.org/2000/svg"/>' }, 400, 'import_without_credential'],
    ['a bad list of ids', { text: '{}', include: 'x' }, 400, 'import_broken'],
    ['a number', 7, 400, 'import_empty'],
  ] as const)('%s', async (_what, body, status, code) => {
    const person = await somebody()
    expect(codeOf(await call(app, 'POST', '/api/me/import', { headers: person, body: body as object }))).toEqual([status, code])
  })

  it('a plain picture, other bytes, an empty file, a form without one', async () => {
    const person = await somebody()
    expect(codeOf(await sendFile(person, PIXEL))).toEqual([400, 'import_without_credential'])
    expect(codeOf(await sendFile(person, Buffer.from([0xff, 0xd8, 0xff, 0xe0])))).toEqual([400, 'import_not_recognized'])
    expect(codeOf(await sendFile(person, ''))).toEqual([400, 'import_empty'])
    expect(codeOf(await call(app, 'POST', '/api/me/import', { headers: person, body: new FormData() }))).toEqual([400, 'import_empty'])
    const broken = { ...person, 'content-type': 'multipart/form-data; boundary=x' }
    expect(codeOf(await call(app, 'POST', '/api/me/import', { headers: broken, body: '--y\r\n' }))).toEqual([400, 'form_malformed'])
    expect(codeOf(await call(app, 'POST', '/api/me/import', { headers: { ...person, 'content-type': 'text/csv' }, body: 'a,b' }))).toEqual([
      415,
      'media_type_unsupported',
    ])
  })

  it('more than 10 MB, and too many at once', async () => {
    const person = await somebody()
    expect(codeOf(await sendFile(person, Buffer.alloc(10_485_761, 0x20)))).toEqual([413, 'body_too_large'])
    const many = Array.from({ length: 501 }, () => badge())
    expect(codeOf(await sendText(person, many))).toEqual([413, 'too_many_elements'])
    expect((await call(app, 'GET', '/api/me', { headers: person })).status).toBe(200)
  })

  it('without signing in, and from another site', async () => {
    expect(codeOf(await send({}, { text: '{}' }))).toEqual([401, 'not_signed_in'])
    const person = await somebody()
    expect(codeOf(await send({ ...person, 'sec-fetch-site': 'cross-site' }, { text: '{}' }))).toEqual([403, 'cross_site'])
  })
})
