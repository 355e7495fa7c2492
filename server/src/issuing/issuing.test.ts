import { offlineLoaders, readCredential, unbakePng, unbakeSvg, verifyCredential } from '@laurel/credentials'
import { nodeLoaders } from '@laurel/credentials/node'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startTestApp, type TestApp } from '../../test/app.ts'
import { call, operator } from '../../test/people.ts'
import { type Receiver, startReceiver } from '../../test/receiver.ts'
import { createSeal } from '../platform/seal.ts'
import { createLoaders } from '../platform/verifier.ts'
import { formOf } from './get-badge.ts'
import { ensureKeys, type IssuingDeps, issueBadge, type NewBadge, ownDocument } from './index.ts'

let app: TestApp
let receiver: Receiver
let deps: IssuingDeps
let platform: { id: string; keyId: string }
const now = () => new Date(Date.now() + app.config.clockOffsetMs)

/** A verifier elsewhere: reaches this server over HTTP, knows nothing else. */
const elsewhere = () =>
  nodeLoaders({
    fetch: async (url, { accept }) => {
      const { pathname } = new URL(url)
      const response = await fetch(app.base + pathname, { headers: { accept } })
      return {
        status: response.status,
        contentType: response.headers.get('content-type') ?? '',
        bytes: new Uint8Array(await response.arrayBuffer()),
      }
    },
  })
const verdictOf = async (document: string | object) => {
  const { verdict, checks, nested, issuer } = await verifyCredential(document, elsewhere(), {
    now: now(),
    subject: { emails: ['ada@example.org'] },
  })
  return { verdict, issuer, failed: checks.filter(({ outcome }) => outcome !== 'passed'), nested: nested.map((one) => one.verdict) }
}

const badge = (more: Partial<NewBadge> = {}): Promise<{ id: string; document: object }> =>
  app.database.db.transaction().execute((tx) =>
    issueBadge(deps, tx, {
      platformId: platform.id,
      mode: 'test',
      subject: 'usr_test_1',
      recipient: { email: 'Ada@Example.org' },
      skill: { id: 'skill_001', name: 'TypeScript', description: 'Types for JavaScript.', category: 'technical' },
      method: 'human',
      endorsementType: 'tech_lead',
      sources: [{ type: 'project', externalId: 'proj_001', title: 'A build tool' }],
      proofUrls: ['https://example.org/repo'],
      verifiedAt: now(),
      reviewer: { name: 'Grace', company: 'Example Ltd', comment: 'Wrote most of it.', relationship: 'Lead', proved: 'mailbox' },
      event: { keyId: platform.keyId, callbackUrl: receiver.url, data: { recordVerificationId: 'ver_test_1', recordUserId: 'usr_test_1' } },
      ...more,
    }),
  )
const uuidOf = (id: string): string => id.slice('urn:uuid:'.length)

beforeAll(async () => {
  receiver = await startReceiver()
  app = await startTestApp({ env: { WEBHOOK_ALLOW_PRIVATE: '1' } })
  const { body } = await call(app, 'POST', '/api/admin/platforms', { headers: operator, body: { name: 'Platform P' } })
  const key = await call(app, 'POST', `/api/admin/platforms/${body.id}/keys`, { headers: operator, body: { mode: 'test' } })
  platform = { id: body.id, keyId: key.body.keyId }
  const seal = createSeal('a secret of thirty-two characters or more')
  const loaders = createLoaders({
    contextsDir: undefined,
    cacheDir: '/nowhere',
    fetch: async () => Promise.reject(new Error('no network')),
  })
  deps = { db: app.database.db, now, seal, baseUrl: app.config.baseUrl, loaders }
})
afterAll(async () => {
  await app.stop()
  await receiver.stop()
})

describe('a badge', () => {
  it('verifies elsewhere, with its endorsement, and names the person', async () => {
    const { document } = await badge()
    expect(await verdictOf(document)).toMatchObject({
      verdict: 'verified',
      failed: [],
      nested: ['verified'],
      issuer: { vouchedBy: 'domain' },
    })
    const read = readCredential(document)
    expect(read.kind).toBe('open-badge-3')
  })

  it('says the skill, the sources, the proofs and the score', async () => {
    const { document } = await badge({
      method: 'assessment',
      endorsementType: 'assessment',
      reviewer: undefined,
      result: { score: 80, passMark: 60 },
    })
    expect(await verdictOf(document)).toMatchObject({ verdict: 'verified', failed: [], nested: [] })
    expect(document).toMatchObject({
      credentialSubject: {
        achievement: {
          achievementType: 'Competency',
          alignment: [{ targetName: 'TypeScript', targetCode: 'skill_001' }],
          resultDescription: [{ requiredValue: '60' }],
        },
        result: [{ value: '80' }],
        identifier: [{ hashed: true }],
      },
      evidence: [{ name: 'A build tool', genre: 'project' }, { id: 'https://example.org/repo' }],
    })
    expect(JSON.stringify(document)).not.toMatch(/ada@example/i)
  })

  it('is not there after a rollback', async () => {
    let id = ''
    await app.database.db
      .transaction()
      .execute(async (tx) => {
        ;({ id } = await issueBadge(deps, tx, { ...(await plain()), mode: 'test', subject: 's' }))
        throw new Error('no')
      })
      .catch(() => {})
    expect((await call(app, 'GET', `/api/v1/badges/${uuidOf(id)}`)).status).toBe(404)
  })

  it('comes in four forms, each of them verified', async () => {
    const { id, document } = await badge()
    const path = `${app.base}/api/v1/badges/${uuidOf(id)}`
    const get = async (accept: string) => {
      const response = await fetch(path, { headers: { accept } })
      return { type: response.headers.get('content-type'), bytes: new Uint8Array(await response.arrayBuffer()) }
    }
    const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes)
    const json = await get('*/*')
    expect([json.type?.split(';')[0], JSON.parse(text(json.bytes))]).toEqual(['application/ld+json', document])
    const jwt = await get('application/vc+jwt')
    expect(jwt.type).toBe('application/vc+jwt')
    expect((await verdictOf(text(jwt.bytes))).verdict).toBe('verified')
    const png = await get('image/png')
    expect(png.type).toBe('image/png')
    expect((await verdictOf(unbakePng(png.bytes))).verdict).toBe('verified')
    const svg = await get('image/svg+xml')
    expect((await verdictOf(unbakeSvg(text(svg.bytes)))).verdict).toBe('verified')
    expect((await fetch(`${path}?format=svg`)).headers.get('content-type')).toBe('image/svg+xml')
  })

  it('is served by its id only', async () => {
    for (const uuid of ['nothing', '00000000-0000-4000-8000-000000000000', '%00', "'"]) {
      const { status } = await call(app, 'GET', `/api/v1/badges/${uuid}`)
      expect([400, 404]).toContain(status)
    }
  })
})

async function plain() {
  return {
    platformId: platform.id,
    recipient: { email: 'ada@example.org' },
    skill: { id: 's', name: 'S' },
    method: 'assessment' as const,
    endorsementType: 'assessment',
    sources: [],
    proofUrls: [],
    verifiedAt: now(),
  }
}

describe('revocation', () => {
  it('is seen by whoever verifies, and told to the platform once', async () => {
    const { id, document } = await badge()
    const other = await badge()
    for (let i = 0; i < 2; i++) {
      const { status, body } = await call(app, 'POST', `/api/admin/credentials/${encodeURIComponent(id)}/revoke`, {
        headers: operator,
        body: { reason: 'mistake' },
      })
      expect([status, body.id, body.reason]).toEqual([200, id, 'mistake'])
    }
    expect((await verdictOf(document)).verdict).toBe('revoked')
    expect((await verdictOf(other.document)).verdict).toBe('verified')
    const [got] = await receiver.count(1)
    expect(JSON.parse(got!.body)).toMatchObject({
      event: 'credential.revoked',
      data: { recordVerificationId: 'ver_test_1', credentialIds: [id], status: 'revoked' },
    })
    expect(receiver.received.length).toBe(1)
  })

  it('is all a badge can say: its status is one entry, as the schema of Open Badges 3.0 has it', async () => {
    const { id, document } = await badge()
    expect(document).toMatchObject({ credentialStatus: { type: 'BitstringStatusListEntry', statusPurpose: 'revocation' } })
    const { status, body } = await call(app, 'POST', `/api/admin/credentials/${uuidOf(id)}/suspend`, { headers: operator })
    expect([status, body.code]).toEqual([409, 'suspension_impossible'])
    const listed = await call(app, 'GET', `/api/admin/credentials?search=${uuidOf(id)}`, { headers: operator })
    expect(listed.body.credentials[0]).toMatchObject({ suspendable: false, suspendedAt: null })
  })

  it('can be a suspension that ends, where the credential was issued for that', async () => {
    const { body: issuer } = await call(app, 'GET', '/.well-known/did.json')
    const id = `urn:uuid:${crypto.randomUUID()}`
    const credential = { '@context': ['https://www.w3.org/ns/credentials/v2'], id, type: ['VerifiableCredential'], issuer: issuer.id }
    const { body } = await call(app, 'POST', '/credentials/issue', {
      headers: operator,
      body: {
        credential: { ...credential, credentialSubject: { id: 'did:example:ada' } },
        options: { statusPurpose: ['revocation', 'suspension'] },
      },
    })
    const change = (verb: string) => call(app, 'POST', `/api/admin/credentials/${uuidOf(id)}/${verb}`, { headers: operator })
    expect((await change('suspend')).body.suspendedAt).not.toBeNull()
    expect((await verdictOf(body.verifiableCredential)).verdict).toBe('suspended')
    expect((await change('reinstate')).body.suspendedAt).toBeNull()
    expect((await verdictOf(body.verifiableCredential)).verdict).not.toBe('suspended')
    const listed = await call(app, 'GET', `/api/admin/credentials?search=${uuidOf(id)}`, { headers: operator })
    expect(listed.body.credentials[0]).toMatchObject({ suspendable: true })
  })

  it('is for the operator, and for what was issued here', async () => {
    expect((await call(app, 'POST', '/api/admin/credentials/x/revoke', { headers: operator })).status).toBe(404)
    expect((await call(app, 'POST', '/api/admin/credentials/x/revoke')).status).toBe(401)
  })

  it('gives every badge a place of its own in lists long enough', async () => {
    const entries = []
    for (let i = 0; i < 20; i++)
      entries.push((JSON.parse(JSON.stringify((await badge()).document)) as { credentialStatus: { id: string } }).credentialStatus)
    expect(new Set(entries.map(({ id }) => id)).size).toBe(20)
    const { rows } = await app.database.executeSql('select list_index from status_entries order by 1')
    const indexes = rows.map((row) => (row as { list_index: number }).list_index)
    expect(Math.max(...indexes)).toBeGreaterThan(65_536)
    expect((await call(app, 'GET', '/status/nothing')).status).toBe(404)
  })
})

describe('keys', () => {
  it('are published, rotated, and stay listed', async () => {
    const { document } = await badge()
    const before = (await call(app, 'GET', '/.well-known/did.json')).body
    expect(before.id).toBe(`did:web:localhost%3A${new URL(app.config.baseUrl).port}`)
    expect(before.verificationMethod.length).toBe(3)
    const { status, body } = await call(app, 'POST', '/api/admin/issuing-keys/rotate', {
      headers: operator,
      body: { algorithm: 'Ed25519' },
    })
    expect([status, body.keys.length, body.keys.filter((key: { retiredAt: string | null }) => key.retiredAt).length]).toEqual([200, 4, 1])
    expect((await verdictOf(document)).verdict).toBe('verified')
    const next = await badge()
    expect((await verdictOf(next.document)).verdict).toBe('verified')
    const methodOf = (one: object) => (one as { proof: { verificationMethod: string } }).proof.verificationMethod
    expect(methodOf(next.document)).not.toBe(methodOf(document))
    expect(JSON.stringify(body)).not.toMatch(/secret|sealed/i)
  })

  it('are stored sealed, and another LAUREL_SECRET is told at the start', async () => {
    const { rows } = await app.database.executeSql('select secret_sealed from issuing_keys')
    expect(rows.every((row) => (row as { secret_sealed: string }).secret_sealed.startsWith('v1.'))).toBe(true)
    await expect(ensureKeys({ ...deps, seal: createSeal('another secret of thirty-two characters') })).rejects.toThrow('LAUREL_SECRET')
  })

  it('resolve here without a network', async () => {
    const { host } = new URL(app.config.baseUrl)
    expect((await ownDocument(deps, `https://${host}/.well-known/did.json`))?.status).toBe(200)
    expect(await ownDocument(deps, `https://${host}.example/.well-known/did.json`)).toBeUndefined()
    expect(await ownDocument(deps, 'https://example.org/.well-known/did.json')).toBeUndefined()
    expect(offlineLoaders).toBeDefined()
  })
})

describe('the form of a badge', () => {
  it.each([
    [undefined, 'json'],
    ['*/*', 'json'],
    ['text/html,application/xhtml+xml,image/avif,*/*;q=0.8', 'json'],
    ['application/vc+jwt', 'jwt'],
    ['image/png;q=0.5, image/svg+xml', 'svg'],
    ['image/png;q=0, application/json', 'json'],
    ['image/*', 'json'],
  ])('%s is %s', (accept, form) => expect(formOf(accept).form).toBe(form))
})
