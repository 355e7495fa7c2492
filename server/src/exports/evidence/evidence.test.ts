import { generateKey, issueCredential, type JsonObject, type Loaders, offlineLoaders, pdfFiles, readCredential } from '@laurel/credentials'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startTestApp, type TestApp } from '../../../test/app.ts'
import { badge, call, type HeaderLines, makePartner, push, signIn, type TestPartner } from '../../../test/people.ts'
import { getResumeView, shownResume } from '../../resume/index.ts'
import { gatherEvidence } from './gather-evidence.ts'
import { createKeptAnswers } from './kept-answers.ts'
import { listPresentable } from './list-presentable.ts'

const key = generateKey()
const issuer = { id: `did:key:${key.publicKeyMultibase}`, type: ['Profile'], name: 'Harbor College' }
const course = (name: string, more: Record<string, unknown> = {}) =>
  issueCredential(badge({ name, issuer, ...more }, { name }) as JsonObject, { key })

describe('documents handed on', () => {
  let app: TestApp
  let partner: TestPartner
  let ada: HeaderLines
  let personId: string
  const give = async (credentials: unknown[]) => {
    const { body } = await push(app, partner, { recipient: { email: 'ada@example.org' }, credentials })
    await call(app, 'POST', `/api/claims/${body.identifier_token}`, { headers: ada, body: {} })
  }
  const presentable = async () => {
    const view = shownResume(await getResumeView({ db: app.database.db }, personId))
    return listPresentable(app.database.db, personId, view)
  }
  const names = async () => (await presentable()).map(({ document }) => (JSON.parse(document) as { name: string }).name).sort()
  const hide = async (title: string, hidden: boolean) => {
    const { body } = await call(app, 'GET', '/api/me/resume', { headers: ada })
    const entries = body.sections.flatMap((one: { entries: { id: string; title: string }[] }) => one.entries)
    const { id } = entries.find((one: { title: string }) => one.title === title)
    expect((await call(app, 'PATCH', `/api/me/resume/entries/${id}`, { headers: ada, body: { hidden } })).status).toBe(200)
  }
  const pdfFileOf = async (name: string): Promise<string> => {
    const response = await fetch(`${app.base}/api/me/resume.pdf`, { headers: ada })
    return new TextDecoder().decode(pdfFiles(new Uint8Array(await response.arrayBuffer())).get(name))
  }

  beforeAll(async () => {
    app = await startTestApp()
    partner = await makePartner(app)
    ada = await signIn(app, 'ada@example.org')
    const row = await app.database.db.selectFrom('people').select('id').executeTakeFirstOrThrow()
    personId = row.id
  })
  afterAll(() => app.stop())

  it('a transcript goes along whole only while all of it is shown; else the one course, by its own proof', async () => {
    const whole = {
      '@context': ['https://www.w3.org/ns/credentials/v2', 'https://purl.imsglobal.org/spec/clr/v2p0/context-2.0.1.json'],
      id: 'urn:uuid:00000000-0000-4000-8000-0000000000c1',
      type: ['VerifiableCredential', 'ClrCredential'],
      name: 'Transcript',
      issuer,
      validFrom: '2024-05-01T00:00:00Z',
      credentialSubject: {
        id: 'did:example:ada',
        type: ['ClrSubject'],
        verifiableCredential: [await course('Tides'), await course('Ropes')],
      },
    }
    await give([whole])
    expect(await names()).toEqual(['Transcript', 'Transcript'])
    await hide('Ropes', true)
    expect(await names()).toEqual(['Tides'])
    for (const file of ['presentation.json', 'resume.ler.json', 'evidence.json']) expect(await pdfFileOf(file)).not.toContain('Ropes')
    await hide('Tides', true)
    expect(await names()).toEqual([])
  })

  it('what its issuer withdrew does not, nor what no presentation can hold', async () => {
    const knots = await course('Knots')
    const odd = await course('Odd')
    await give([knots, { ...odd, madeUpWord: 'x' }])
    expect(await names()).toEqual(['Knots', 'Odd'])
    const inside = JSON.parse(await pdfFileOf('presentation.json')) as { verifiableCredential: { name: string }[] }
    expect(inside.verifiableCredential.map(({ name }) => name)).toEqual(['Knots'])
    await call(app, 'DELETE', `/api/v1/credentials/${encodeURIComponent(String(knots.id))}`, { headers: partner.headers })
    expect(await names()).toEqual(['Odd'])
  })
})

describe('evidence', () => {
  const DID = 'did:web:college.example'
  const url = 'https://college.example/.well-known/did.json'
  const signed = issueCredential(badge({ issuer: { id: DID, type: ['Profile'], name: 'C' } }) as JsonObject, {
    key: { ...key, id: `${DID}#1`, controller: DID },
  })
  let at = new Date('2026-05-01T10:00:00Z')
  const now = () => at
  const answering = (say: () => Promise<string>) => {
    let asked = 0
    const fetch: Loaders['fetch'] = async () => {
      asked++
      return { status: 200, contentType: 'application/json', bytes: new TextEncoder().encode(await say()) }
    }
    return { fetch, asked: () => asked }
  }

  it('takes what was fetched within the hour, asks again after it, and keeps the older answer when nobody answers', async () => {
    const answers = createKeptAnswers(now)
    const source = answering(async () => '{"id":"x"}')
    const loaders = { ...offlineLoaders, fetch: answers.remembering(source.fetch as never) as Loaders['fetch'] }
    const gather = async (own: Loaders = loaders) => gatherEvidence({ now, loaders: own, answers }, readCredential(await signed))
    expect((await gather()).documents).toMatchObject([
      { url, text: '{"id":"x"}', fetchedAt: '2026-05-01T10:00:00.000Z', sha256: expect.stringMatching(/^[0-9a-f]{64}$/) },
    ])
    at = new Date('2026-05-01T10:59:00Z')
    await gather()
    expect(source.asked()).toBe(1)
    at = new Date('2026-05-01T11:01:00Z')
    expect((await gather(offlineLoaders)).documents).toMatchObject([{ url, fetchedAt: '2026-05-01T10:00:00.000Z' }])
    expect((await gather()).documents).toMatchObject([{ url, fetchedAt: '2026-05-01T11:01:00.000Z' }])
    expect(source.asked()).toBe(2)
  })

  it('says what could not be had, and names the contexts with their pinned hashes', async () => {
    const { documents, missing, contexts } = await gatherEvidence(
      { now, loaders: offlineLoaders, answers: createKeptAnswers(now) },
      readCredential(await signed),
    )
    expect({ documents, missing }).toEqual({ documents: [], missing: [url] })
    expect(contexts.map((one) => one.url).sort()).toEqual([
      'https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json',
      'https://www.w3.org/ns/credentials/v2',
    ])
    expect(contexts.find((one) => one.url.endsWith('credentials/v2'))?.sha256).toBe(
      'b463c8d6a066214123ddd9827b135e1b50e1fc73322cc52a9b12a4f1fc7d86cf',
    )
  })
})
