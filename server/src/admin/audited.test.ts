import { afterAll, beforeAll, expect, it } from 'vitest'
import { startTestApp, type TestApp } from '../../test/app.ts'
import { type Answer, badge, call, type HeaderLines, makePartner, operator, push } from '../../test/people.ts'
import { makePlatform } from '../../test/platforms.ts'
import { createOperatorLink } from './index.ts'

let app: TestApp
beforeAll(async () => {
  app = await startTestApp()
})
afterAll(() => app.stop())

const send = (method: string, path: string, body?: unknown, headers: HeaderLines = operator): Promise<Answer> =>
  call(app, method, path, { headers, body })
const credential = () => ({ ...badge(), issuer: undefined })
async function issued(): Promise<string> {
  const { body } = await send('GET', '/.well-known/did.json')
  const unsigned = { ...credential(), issuer: { id: body.id, type: ['Profile'], name: 'Here' } }
  const answer = await send('POST', '/credentials/issue', { credential: unsigned, options: {} })
  expect([answer.status, answer.text.slice(0, 300)]).toEqual([201, expect.anything()])
  return answer.body.verifiableCredential.id
}
async function alertId(): Promise<string> {
  const partner = await makePartner(app)
  await push(app, partner, { credentials: [badge({}, { achievementType: 'ext:Unknown' })] })
  return (await send('GET', '/api/admin/alerts')).body.alerts.find(({ partnerId }: { partnerId: string }) => partnerId === partner.id).id
}
async function deliveryId(): Promise<string> {
  const { id, keyId } = await platformKey()
  const delivery = `whd_${keyId}`
  await app.database.executeSql(
    `insert into deliveries (id, platform_id, mode, key_id, url, event, body, state, due_at, created_at)
     values ('${delivery}', '${id}', 'test', '${keyId}', 'https://hooks.example/x', 'session.updated', '{}', 'dead', now(), now())`,
  )
  return delivery
}
async function platformKey(): Promise<{ id: string; keyId: string }> {
  const { body } = await send('POST', '/api/admin/platforms', { name: 'A platform' })
  const key = await send('POST', `/api/admin/platforms/${body.id}/keys`, { mode: 'test' })
  return { id: body.id, keyId: key.body.keyId }
}
const signIn = async (): Promise<Answer> => {
  const link = await createOperatorLink({ db: app.database.db, now: () => new Date(), baseUrl: 'http://x' })
  return send('POST', '/api/operator/sign-in', { code: new URL(link).searchParams.get('code') }, {})
}
const key = async (path: string, method: string, body?: unknown) => {
  const { id, keyId } = await platformKey()
  return send(method, `/api/admin/platforms/${id}/keys/${keyId}${path}`, body)
}

/** How each operation of the operator that changes something is done, and the action its entry names when that is another. */
const DONE: Readonly<Record<string, [work: () => Promise<Answer>, action?: string]>> = {
  createPartner: [() => send('POST', '/api/admin/partners', { name: 'New' })],
  updatePartner: [async () => send('PATCH', `/api/admin/partners/${(await makePartner(app)).id}`, { name: 'Changed' })],
  deletePartner: [async () => send('DELETE', `/api/admin/partners/${(await makePartner(app)).id}`)],
  rotatePartnerKey: [async () => send('POST', `/api/admin/partners/${(await makePartner(app)).id}/rotate-key`)],
  putIssuers: [() => send('PUT', '/api/admin/issuers', { issuers: [{ id: 'did:web:a.example', name: 'A' }] })],
  putIssuer: [() => send('PUT', '/api/admin/issuers/urn%3Ab', { name: 'B' })],
  deleteIssuer: [() => send('DELETE', '/api/admin/issuers/urn%3Ab')],
  assignAlert: [async () => send('POST', `/api/admin/alerts/${await alertId()}/assign`, { section: 'Education' })],
  createPlatform: [() => send('POST', '/api/admin/platforms', { name: 'P' })],
  deletePlatform: [async () => send('DELETE', `/api/admin/platforms/${(await platformKey()).id}`)],
  createPlatformKey: [async () => send('POST', `/api/admin/platforms/${(await platformKey()).id}/keys`, { mode: 'live' })],
  updatePlatformKey: [() => key('', 'PATCH', { creditLimit: 3 })],
  deletePlatformKey: [() => key('', 'DELETE')],
  rotatePlatformKey: [() => key('/rotate', 'POST')],
  replayAnyDelivery: [async () => send('POST', `/api/admin/deliveries/${await deliveryId()}/replay`)],
  revokeIssuedCredential: [
    async () => send('POST', `/api/admin/credentials/${encodeURIComponent(await issued())}/revoke`, { reason: 'A mistake' }),
  ],
  suspendIssuedCredential: [() => suspended()],
  reinstateIssuedCredential: [
    async () => {
      const { body } = await suspended()
      return send('POST', `/api/admin/credentials/${encodeURIComponent(body.id)}/reinstate`)
    },
  ],
  rotateIssuingKey: [() => send('POST', '/api/admin/issuing-keys/rotate', { algorithm: 'P-256' })],
  vcApiIssueCredential: [
    async () => {
      await issued()
      return { status: 200 } as Answer
    },
  ],
  vcApiUpdateStatus: [
    async () => {
      const credentialStatus = { type: 'BitstringStatusListEntry', statusPurpose: 'revocation' }
      return send('POST', '/credentials/status', { credentialId: await issued(), credentialStatus, status: true })
    },
    'revokeIssuedCredential',
  ],
  putWallets: [() => send('PUT', '/api/admin/wallets', { wallets: [{ name: 'W', link: 'https://w.example/?offer={offer}' }] })],
  createSignInLink: [() => send('POST', '/api/admin/sign-in-links')],
  operatorSignIn: [signIn],
  operatorSignOut: [
    async () => {
      const cookie = (await signIn()).headers.get('set-cookie')?.split(';')[0] ?? ''
      return send('POST', '/api/operator/sign-out', undefined, { cookie })
    },
  ],
}

async function suspended(): Promise<Answer> {
  const { body } = await send('GET', '/.well-known/did.json')
  const unsigned = { ...credential(), issuer: { id: body.id, type: ['Profile'], name: 'Here' } }
  const options = { statusPurpose: ['revocation', 'suspension'] }
  const { verifiableCredential } = (await send('POST', '/credentials/issue', { credential: unsigned, options })).body
  return send('POST', `/api/admin/credentials/${encodeURIComponent(verifiableCredential.id)}/suspend`)
}

/** They are sent as POST and change nothing. */
const ONLY_LOOKS = ['vcApiVerifyCredential', 'vcApiVerifyPresentation', 'vcApiPublishStatus']

interface Operation {
  operationId: string
  security?: object[]
}

/** Every operation of the OpenAPI that the operator's token opens, or that opens and ends the operator's session, and is no GET. */
function changes(): string[] {
  const { paths = {} } = app.app.swagger() as unknown as { paths?: Record<string, Record<string, Operation>> }
  return Object.entries(paths).flatMap(([path, operations]) =>
    Object.entries(operations)
      .filter(
        ([method, { security = [] }]) =>
          method !== 'get' && (path.startsWith('/api/operator/') || security.some((way) => 'operator' in way)),
      )
      .map(([, { operationId }]) => operationId),
  )
}

it('every change the operator can make is known here', () => {
  expect(changes().sort()).toEqual([...Object.keys(DONE), ...ONLY_LOOKS].sort())
})

it.each(Object.entries(DONE))('%s leaves an entry in the audit log', async (id, [work, action = id]) => {
  const answer = await work()
  expect([answer.status < 300, answer.text?.slice(0, 200)]).toEqual([true, answer.text?.slice(0, 200)])
  const { entries } = (await send('GET', '/api/admin/audit?limit=1')).body
  expect(entries[0].action).toBe(action)
  expect(JSON.stringify(entries[0])).not.toMatch(/svp_(test|live)_sk|"accessKey":"[0-9a-z]{20}/)
})

it('the whole log holds none of the secrets that were shown, and is sound', async () => {
  const { apiKey, secretKey } = await makePlatform(app)
  const { rows } = await app.database.executeSql('select * from audit_entries')
  const text = JSON.stringify(rows)
  for (const secret of [apiKey, secretKey]) expect(text).not.toContain(secret)
  expect((await send('GET', '/api/admin/audit/verify')).body).toMatchObject({ ok: true, findings: [] })
})
