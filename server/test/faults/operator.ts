import { createOperatorLink } from '../../src/admin/index.ts'
import { type Answer, badge, call, makePartner, operator, push } from '../people.ts'
import { makePlatform, type TestPlatform } from '../platforms.ts'
import { type FaultWorld, type Operations, operation, unique } from './operation.ts'

/** What the operator changes. */
export function operatorOperations({ app, site }: FaultWorld): Operations {
  const send = (method: string, path: string, body?: unknown): Promise<Answer> => call(app, method, path, { headers: operator, body })
  const partner = () => makePartner(app)
  const platform = () => makePlatform(app)
  const key = ({ id, keyId }: TestPlatform): string => `/api/admin/platforms/${id}/keys/${keyId}`
  const alert = async (): Promise<string> => {
    const own = await partner()
    await push(app, own, { credentials: [badge({}, { achievementType: 'ext:Unknown' })] })
    const { body } = await send('GET', '/api/admin/alerts')
    return body.alerts.find(({ partnerId }: { partnerId: string }) => partnerId === own.id).id
  }
  const unsigned = async (): Promise<object> => {
    const { body } = await send('GET', '/.well-known/did.json')
    return { ...badge(), issuer: { id: body.id, type: ['Profile'], name: 'Here' } }
  }
  const issued = async (): Promise<string> => {
    const options = { statusPurpose: ['revocation', 'suspension'] }
    const { body } = await send('POST', '/credentials/issue', { credential: await unsigned(), options })
    return body.verifiableCredential.id
  }
  const change = (id: string, how: string) =>
    send('POST', `/api/admin/credentials/${encodeURIComponent(id)}/${how}`, { reason: 'A mistake' })
  const link = async (): Promise<string> => {
    const made = await createOperatorLink({ db: app.database.db, now: () => new Date(), baseUrl: 'http://x.example' })
    return new URL(made).searchParams.get('code') ?? ''
  }
  const enter = (code: string) => call(app, 'POST', '/api/operator/sign-in', { body: { code } })
  const registered = async (): Promise<string> => {
    const id = encodeURIComponent(`urn:${unique('issuer')}`)
    await send('PUT', `/api/admin/issuers/${id}`, { name: 'B' })
    return id
  }
  return {
    createPartner: operation(
      async () => ({ name: unique('Faulty'), logo: `${site}/logo.png` }),
      (body) => send('POST', '/api/admin/partners', body),
    ),
    updatePartner: operation(partner, ({ id }) =>
      send('PATCH', `/api/admin/partners/${id}`, { name: 'Changed', issuerIds: ['did:web:a.example'] }),
    ),
    deletePartner: operation(partner, ({ id }) => send('DELETE', `/api/admin/partners/${id}`)),
    rotatePartnerKey: operation(partner, ({ id }) => send('POST', `/api/admin/partners/${id}/rotate-key`, {})),
    putIssuers: operation(
      async () => [{ id: `did:web:${unique('a')}.example`, name: 'A' }],
      (issuers) => send('PUT', '/api/admin/issuers', { issuers }),
    ),
    putIssuer: operation(
      async () => encodeURIComponent(`urn:${unique('issuer')}`),
      (id) => send('PUT', `/api/admin/issuers/${id}`, { name: 'B' }),
    ),
    deleteIssuer: operation(registered, (id) => send('DELETE', `/api/admin/issuers/${id}`)),
    assignAlert: operation(alert, (id) => send('POST', `/api/admin/alerts/${id}/assign`, { section: 'Education' })),
    createPlatform: operation(
      async () => unique('Board'),
      (name) => send('POST', '/api/admin/platforms', { name }),
    ),
    deletePlatform: operation(platform, ({ id }) => send('DELETE', `/api/admin/platforms/${id}`)),
    createPlatformKey: operation(platform, ({ id }) => send('POST', `/api/admin/platforms/${id}/keys`, { mode: 'live' })),
    updatePlatformKey: operation(platform, (made) => send('PATCH', key(made), { creditLimit: 3 })),
    deletePlatformKey: operation(platform, (made) => send('DELETE', key(made))),
    rotatePlatformKey: operation(platform, (made) => send('POST', `${key(made)}/rotate`)),
    revokeIssuedCredential: operation(issued, (id) => change(id, 'revoke')),
    suspendIssuedCredential: operation(issued, (id) => change(id, 'suspend')),
    reinstateIssuedCredential: operation(
      async () => {
        const id = await issued()
        await change(id, 'suspend')
        return id
      },
      (id) => change(id, 'reinstate'),
    ),
    rotateIssuingKey: operation(
      async () => ({ algorithm: 'P-256' }),
      (body) => send('POST', '/api/admin/issuing-keys/rotate', body),
    ),
    vcApiIssueCredential: operation(unsigned, (credential) => send('POST', '/credentials/issue', { credential, options: {} })),
    vcApiUpdateStatus: operation(issued, (credentialId) =>
      send('POST', '/credentials/status', {
        credentialId,
        credentialStatus: { type: 'BitstringStatusListEntry', statusPurpose: 'revocation' },
        status: true,
      }),
    ),
    putWallets: operation(
      async () => [{ name: unique('Wallet'), link: 'https://w.example/?offer={offer}' }],
      (wallets) => send('PUT', '/api/admin/wallets', { wallets }),
    ),
    createSignInLink: operation(
      async () => undefined,
      () => send('POST', '/api/admin/sign-in-links'),
    ),
    operatorSignIn: operation(link, enter),
    operatorSignOut: operation(
      async () => ({ cookie: (await enter(await link())).headers.get('set-cookie')?.split(';')[0] ?? '' }),
      (headers) => call(app, 'POST', '/api/operator/sign-out', { headers }),
    ),
  }
}
