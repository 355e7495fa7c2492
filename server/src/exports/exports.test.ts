import { generateKey, issueCredential, issueJwt, type JsonObject, verifyCredential } from '@laurel/credentials'
import { nodeLoaders } from '@laurel/credentials/node'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startTestApp, type TestApp } from '../../test/app.ts'
import { badge, call, type HeaderLines, makePartner, push, signIn, type TestPartner } from '../../test/people.ts'
import { issueBadge } from '../issuing/index.ts'
import { createSeal } from '../platform/seal.ts'
import { createLoaders } from '../platform/verifier.ts'
import { attachmentsOf, isInstalled, kept, run, textOf } from './test/pdf-tools.ts'

let app: TestApp
let partner: TestPartner
let ada: HeaderLines
const key = generateKey()
const issuer = { id: `did:key:${key.publicKeyMultibase}`, type: ['Profile'], name: 'Harbor College' }
const withTools = it.skipIf(!['pdftotext', 'pdfdetach', 'pdfinfo', 'qpdf', 'pdftoppm', 'zbarimg'].every(isInstalled))

const signed = (name: string, more: Record<string, unknown> = {}) =>
  issueCredential(badge({ name, issuer, ...more }, { name, achievementType: 'Certificate' }) as JsonObject, { key })

/** A skill badge of this server itself: its did:web, its status lists. */
async function ownBadge(): Promise<JsonObject> {
  const now = () => new Date(Date.now() + app.config.clockOffsetMs)
  const loaders = createLoaders({
    contextsDir: undefined,
    cacheDir: '/nowhere',
    fetch: async () => Promise.reject(new Error('no network')),
  })
  const deps = {
    db: app.database.db,
    now,
    seal: createSeal('a secret of thirty-two characters or more'),
    baseUrl: app.config.baseUrl,
    loaders,
  }
  const { document } = await app.database.db.transaction().execute((tx) =>
    issueBadge(deps, tx, {
      platformId: 'plt_1',
      mode: 'live',
      subject: 'usr_1',
      recipient: { email: 'ada@example.org' },
      skill: { id: 'skill_1', name: 'TypeScript' },
      method: 'assessment',
      endorsementType: 'assessment',
      sources: [],
      proofUrls: [],
      verifiedAt: now(),
      result: { score: 90, passMark: 60 },
    }),
  )
  return document
}

async function give(
  person: HeaderLines,
  credentials: unknown[],
  recipient: object = { givenName: 'Ada', familyName: 'Reyes', email: 'ada@example.org' },
): Promise<void> {
  const { body } = await push(app, partner, { recipient, credentials })
  const claimed = await call(app, 'POST', `/api/claims/${body.identifier_token}`, { headers: person, body: {} })
  expect(claimed.status, claimed.text).toBe(200)
}

const resume = async () => (await call(app, 'GET', '/api/me/resume', { headers: ada })).body
async function pdf(query = '', person = ada): Promise<{ path: string; bytes: Uint8Array; headers: Headers }> {
  const response = await fetch(`${app.base}/api/me/resume.pdf${query}`, { headers: person })
  expect(response.status).toBe(200)
  const bytes = new Uint8Array(await response.arrayBuffer())
  return { path: kept('resume.pdf', bytes), bytes, headers: response.headers }
}

beforeAll(async () => {
  app = await startTestApp()
  partner = await makePartner(app)
  ada = await signIn(app, 'ada@example.org')
  await call(app, 'PATCH', '/api/me', { headers: ada, body: { givenName: 'Ada', familyName: 'Reyes' } })
  const jwt = issueJwt(badge({ issuer, name: 'Night school' }, { name: 'Night school', achievementType: 'Course' }) as JsonObject, { key })
  await give(ada, [
    await signed('Welding, level 2'),
    jwt,
    badge({}, { name: 'Unsigned course', achievementType: 'Degree' }),
    await ownBadge(),
  ])
  await call(app, 'PATCH', '/api/me/resume', {
    headers: ada,
    body: {
      profile: {
        headline: 'Welder',
        summary: 'Builds *things* #panic("x") $y$\nand teaches.',
        links: [{ id: 'a', label: 'Site', url: 'https://example.org/' }],
      },
    },
  })
  await call(app, 'POST', '/api/me/resume/entries', {
    headers: ada,
    body: {
      section: 'Experience',
      title: 'Foreman “of” #eval("1") \\ `raw` <b>',
      organization: 'Shipyard',
      startDate: '2020-01',
      description: 'سيرة ذاتية\n日本語の職務\nObsługa 🎓',
    },
  })
})
afterAll(() => app.stop())

describe('the PDF', () => {
  withTools('says every word in reading order, tagged, with title and language, under 200 kB', async () => {
    const { path, bytes, headers } = await pdf()
    expect(headers.get('content-type')).toBe('application/pdf')
    expect(headers.get('content-disposition')).toBe('attachment; filename="resume-ada-reyes.pdf"')
    expect(headers.get('cache-control')).toBe('no-store')
    expect(bytes.length).toBeLessThan(200_000)
    const info = run('pdfinfo', path)
    expect(info).toMatch(/Title:\s+Resume of Ada Reyes/)
    expect(info).toMatch(/Tagged:\s+yes/)
    expect(run('pdfinfo', '-meta', path)).toContain('<pdfuaid:part>1</pdfuaid:part>')
    expect(run('qpdf', '--qdf', '--object-streams=disable', path, '-')).toMatch(/\/Lang \(en\)/)
    run('qpdf', '--check', path)
    const text = textOf(path)
    let from = 0
    for (const words of [
      'Ada Reyes',
      'Welder',
      'Builds *things* #panic("x") $y$',
      'and teaches.',
      'Foreman “of” #eval("1") \\ `raw` <b>',
      'Shipyard',
      'سيرة ذاتية',
      '日本語の職務',
      'Obsługa 🎓',
    ]) {
      const at = text.indexOf(words, words === 'Welder' ? 0 : from)
      expect(at, words).toBeGreaterThanOrEqual(0)
      from = Math.max(at, from)
    }
    for (const words of [
      'Welding, level 2',
      'Issuer unknown',
      'says it is Harbor College',
      'Night school',
      'Unsigned course',
      'TypeScript',
    ])
      expect(text).toContain(words)
  })

  withTools('as PDF/A-3a for the archive', async () => {
    const { path } = await pdf('?standard=a-3a')
    const meta = run('pdfinfo', '-meta', path)
    expect(meta).toContain('<pdfaid:part>3</pdfaid:part>')
    expect(meta).toContain('<pdfaid:conformance>A</pdfaid:conformance>')
    expect((await call(app, 'GET', '/api/me/resume.pdf?standard=x', { headers: ada })).status).toBe(400)
  })

  withTools('carries data, documents and evidence that verify without a network', async () => {
    const files = attachmentsOf((await pdf()).path)
    expect(Object.keys(files).sort()).toEqual(['evidence.json', 'presentation.json', 'resume.ler.json'])
    const evidence = JSON.parse(files['evidence.json']!) as {
      contexts: { url: string }[]
      documents: { url: string; text: string }[]
      missing: string[]
    }
    expect(evidence.missing).toEqual(['https://institutionx.example'])
    expect(evidence.contexts.map(({ url }) => url)).toContain('https://www.w3.org/ns/credentials/v2')
    expect(evidence.documents.map(({ url }) => new URL(url).pathname.split('/')[1]).sort()).toEqual(['.well-known', 'status'])
    const asKept = nodeLoaders({
      fetch: async (url) => {
        const found = evidence.documents.find((one) => one.url === url)
        if (!found) throw new Error('no network')
        return { status: 200, contentType: 'application/json', bytes: new TextEncoder().encode(found.text) }
      },
    })
    const result = await verifyCredential(files['presentation.json']!, asKept, { now: new Date(Date.now() + app.config.clockOffsetMs) })
    expect(result.verdict).toBe('verified')
    expect(result.nested.map(({ verdict }) => verdict).sort()).toEqual([
      'unsigned',
      'verified',
      'verified-issuer-unknown',
      'verified-issuer-unknown',
    ])
    expect(JSON.parse(files['resume.ler.json']!)).toMatchObject({ person: { name: { formattedName: 'Ada Reyes' } } })
  })

  withTools('prints the QR code of a link, and of no link that is not the person’s', async () => {
    const { body } = await call(app, 'POST', '/api/me/shares', { headers: ada, body: {} })
    const { path } = await pdf(`?share=${body.id}`)
    expect(textOf(path)).toContain(body.url)
    run('pdftoppm', '-r', '110', '-png', path, path.replace('.pdf', ''))
    const pages = Number(/Pages:\s+(\d+)/.exec(run('pdfinfo', path))?.[1])
    const read = run('zbarimg', '-q', '--raw', path.replace('.pdf', `-${pages}.png`)).trim()
    expect(read).toBe(body.url)
    for (const share of ['shr_none', ''])
      expect((await call(app, 'GET', `/api/me/resume.pdf?share=${share}`, { headers: ada })).body).toMatchObject({
        code: 'share_not_found',
      })
  })

  withTools('carries an open link that shows the same when none is named, never one that is guarded or shows less', async () => {
    const nia = await signIn(app, 'nia@example.org')
    const own = { section: 'Experience', title: 'Gardener' }
    expect((await call(app, 'POST', '/api/me/resume/entries', { headers: nia, body: own })).status).toBe(201)
    const share = async (settings: object) => (await call(app, 'POST', '/api/me/shares', { headers: nia, body: settings })).body
    for (const settings of [{ passcode: 'longenough' }, { emails: ['x@example.org'] }, { sections: ['Education'] }, { hideRaw: true }])
      expect((await share(settings)).state).toBe('open')
    expect(textOf((await pdf('', nia)).path)).not.toContain('/r/')
    const open = await share({})
    expect(textOf((await pdf('', nia)).path)).toContain(open.url)
  })

  withTools('is for a link what that link shows, and no more: in words, data and documents', async () => {
    const kim = await signIn(app, 'kim@example.org')
    await give(kim, [await signed('Forklift licence')], {})
    const own = { section: 'Experience', title: 'Night clerk', organization: 'Hotel Azul' }
    expect((await call(app, 'POST', '/api/me/resume/entries', { headers: kim, body: own })).status).toBe(201)
    const copyFor = async (settings: object) => {
      const { body } = await call(app, 'POST', '/api/me/shares', { headers: kim, body: settings })
      const owners = await pdf(`?share=${body.id}`, kim)
      const { 'resume.ler.json': ler, 'presentation.json': presentation } = attachmentsOf(owners.path)
      const viewers = kept('viewers.pdf', new Uint8Array(await (await fetch(`${app.base}/r/${body.slug}/resume.pdf`)).arrayBuffer()))
      expect(textOf(viewers)).toBe(textOf(owners.path))
      return { text: textOf(owners.path), ler, documents: JSON.parse(presentation!).verifiableCredential ?? [] }
    }
    const all = await copyFor({})
    expect([all.text, all.ler]).toEqual([expect.stringContaining('Forklift licence'), expect.stringContaining('Night clerk')])
    expect(all.documents).toHaveLength(1)
    expect(all.text).toContain('are attached to this file')
    const narrowed = await copyFor({ sections: ['Experience'] })
    expect(narrowed.text).toContain('Night clerk')
    expect(narrowed.text + narrowed.ler + JSON.stringify(narrowed.documents)).not.toContain('Forklift')
    expect(narrowed.documents).toEqual([])
    const withoutDocuments = await copyFor({ hideRaw: true })
    expect(withoutDocuments.text).toContain('Forklift licence')
    expect(withoutDocuments.text).not.toContain('attached')
    expect([withoutDocuments.documents, withoutDocuments.ler]).toEqual([[], expect.not.stringContaining('verifications')])
  })

  withTools('leaves out what is hidden, in words, data and documents', async () => {
    const entries = (await resume()).sections.flatMap((one: { entries: { id: string; title: string }[] }) => one.entries)
    const { id } = entries.find(({ title }: { title: string }) => title === 'Welding, level 2')
    await call(app, 'PATCH', `/api/me/resume/entries/${id}`, { headers: ada, body: { hidden: true } })
    const { path } = await pdf()
    expect(textOf(path)).not.toContain('Welding, level 2')
    for (const file of Object.values(attachmentsOf(path))) expect(file).not.toContain('Welding, level 2')
    for (const form of ['resume.json', 'resume.ler.json', 'resume.ler.json?signed=1']) {
      const { text } = await call(app, 'GET', `/api/me/${form}`, { headers: ada })
      const [, claims = ''] = text.split('.')
      expect(form.includes('signed') ? Buffer.from(claims, 'base64url').toString() : text).not.toContain('Welding, level 2')
    }
    await call(app, 'PATCH', `/api/me/resume/entries/${id}`, { headers: ada, body: { hidden: false } })
  })

  it('of an empty resume is made too; nobody gets one unasked', async () => {
    const { bytes } = await pdf('', await signIn(app, 'empty@example.org'))
    expect(Buffer.from(bytes.subarray(0, 5)).toString()).toBe('%PDF-')
    for (const form of ['resume.pdf', 'resume.ler.json', 'resume.json'])
      expect((await call(app, 'GET', `/api/me/${form}`)).body).toMatchObject({ code: 'not_signed_in' })
  })
})

describe('the data', () => {
  it('is LER-RS, plain and signed by this server', async () => {
    const plain = await call(app, 'GET', '/api/me/resume.ler.json', { headers: ada })
    expect(plain.headers.get('content-disposition')).toBe('attachment; filename="resume-ada-reyes.ler.json"')
    expect(plain.body.certifications.some((one: { verifications?: unknown[] }) => one.verifications?.length === 1)).toBe(true)
    const { text, headers } = await call(app, 'GET', '/api/me/resume.ler.json?signed=1', { headers: ada })
    expect(headers.get('content-type')).toContain('application/vc+jwt')
    const own = nodeLoaders({
      fetch: async (url) => {
        const response = await fetch(app.base + new URL(url).pathname)
        return { status: response.status, contentType: 'application/json', bytes: new Uint8Array(await response.arrayBuffer()) }
      },
    })
    const { verdict, checks, credential } = await verifyCredential(text, own, { now: new Date(Date.now() + app.config.clockOffsetMs) })
    expect({ verdict, bad: checks.filter(({ outcome }) => outcome !== 'passed') }).toEqual({ verdict: 'verified', bad: [] })
    expect(credential?.document.credentialSubject).toMatchObject({ lerrsType: plain.body })
  })

  it('is JSON Resume', async () => {
    const { body, headers } = await call(app, 'GET', '/api/me/resume.json', { headers: ada })
    expect(headers.get('cache-control')).toBe('no-store')
    expect(body).toMatchObject({ basics: { name: 'Ada Reyes', label: 'Welder' }, work: [{ name: 'Shipyard', startDate: '2020-01' }] })
  })
})
