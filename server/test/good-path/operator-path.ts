import { operator, type TestPartner } from '../people.ts'
import type { Sender } from './send.ts'

/** What the operator does, on things of its own that nobody else here uses. */
export async function operatorPath({ send }: Sender, partner: Pick<TestPartner, 'id'>): Promise<void> {
  const ask = (method: string, path: string, body?: unknown) => send('operator', operator, method, path, body)
  const admin = (method: string, path: string, body?: unknown) => ask(method, `/api/admin${path}`, body)
  const { body: made } = await admin('POST', '/partners', { name: 'Passing College', scopes: ['replace', 'readonly', 'delete'] })
  await admin('GET', '/partners')
  await admin('GET', `/partners/${made.id}`)
  await admin('PATCH', `/partners/${made.id}`, { name: 'Passing University', landing: { title: 'Hello' } })
  await admin('POST', `/partners/${made.id}/rotate-key`, { graceHours: 1 })
  await admin('DELETE', `/partners/${made.id}`)
  const { body: platform } = await admin('POST', '/platforms', { name: 'Passing Board' })
  await admin('GET', '/platforms')
  const { body: key } = await admin('POST', `/platforms/${platform.id}/keys`, { mode: 'test' })
  await admin('GET', `/platforms/${platform.id}/keys`)
  const at = `/platforms/${platform.id}/keys/${key.keyId}`
  await admin('PATCH', at, { creditLimit: 10 })
  await admin('POST', `${at}/rotate`)
  await admin('DELETE', at)
  await admin('DELETE', `/platforms/${platform.id}`)
  const issuer = { id: 'https://passing.example', name: 'Passing College', domain: 'passing.example' }
  await admin('PUT', '/issuers', { issuers: [issuer] })
  await admin('PUT', `/issuers/${encodeURIComponent(issuer.id)}`, { name: 'Passing University' })
  await admin('GET', '/issuers?search=passing')
  await admin('DELETE', `/issuers/${encodeURIComponent(issuer.id)}`)
  await admin('PUT', '/wallets', { wallets: [{ name: 'A wallet', link: 'https://wallet.example/{offer}' }] })
  await admin('GET', '/wallets')
  const { body: alerts } = await admin('GET', '/alerts')
  const alert = alerts.alerts.find(({ partnerId }: { partnerId: string }) => partnerId === partner.id)
  if (alert) await admin('POST', `/alerts/${alert.id}/assign`, { section: 'Education' })
  for (const path of ['/audit', '/audit?format=csv', '/audit/verify', '/mail?limit=5', '/usage', '/usage?format=csv'])
    await admin('GET', path)
  const { body: link } = await admin('POST', '/sign-in-links')
  const opened = await send('link', {}, 'POST', '/api/operator/sign-in', { code: new URL(link.link).searchParams.get('code') })
  await send('link', { cookie: opened.headers.get('set-cookie')?.split(';')[0] ?? '' }, 'POST', '/api/operator/sign-out')
  await deliveries(admin)
  await issuing(ask)
}

type Ask = (method: string, path: string, body?: unknown) => ReturnType<Sender['send']>

async function deliveries(admin: Ask): Promise<void> {
  await admin('GET', '/deliveries?format=csv')
  const { body } = await admin('GET', '/deliveries')
  await admin('POST', `/deliveries/${body.deliveries[0].id}/replay`)
}

async function issuing(ask: Ask): Promise<void> {
  const { body: keys } = await ask('GET', '/api/admin/issuing-keys')
  await ask('POST', '/api/admin/issuing-keys/rotate', { algorithm: 'P-256' })
  const id = `urn:uuid:${crypto.randomUUID()}`
  const { body: issued } = await ask('POST', '/credentials/issue', {
    credential: {
      '@context': ['https://www.w3.org/ns/credentials/v2'],
      id,
      type: ['VerifiableCredential'],
      issuer: keys.did,
      validFrom: '2024-01-01T00:00:00Z',
      credentialSubject: { id: 'did:example:subject' },
    },
    options: { statusPurpose: ['revocation', 'suspension'] },
  })
  const { verifiableCredential } = issued
  await ask('POST', '/credentials/verify', { verifiableCredential, options: { checks: ['proof'] } })
  await ask('POST', '/presentations/verify', {
    verifiablePresentation: {
      '@context': ['https://www.w3.org/ns/credentials/v2'],
      type: ['VerifiablePresentation'],
      verifiableCredential: [verifiableCredential],
    },
    options: { checks: [] },
  })
  const credentialStatus = { type: 'BitstringStatusListEntry', statusPurpose: 'suspension' }
  await ask('POST', '/credentials/status', { credentialId: verifiableCredential.id, credentialStatus })
  const list = /\/status\/([\w-]+)/.exec(JSON.stringify(verifiableCredential))?.[1]
  await ask('POST', `/status/${list}/publish`)
  await ask('GET', `/status/${list}`)
  await ask('GET', '/.well-known/did.json')
  await ask('GET', `/1.0/identifiers/${encodeURIComponent(keys.keys[0].didKey)}`)
  const at = `/api/admin/credentials/${encodeURIComponent(verifiableCredential.id)}`
  await ask('GET', '/api/admin/credentials')
  await ask('POST', `${at}/reinstate`, {})
  await ask('POST', `${at}/suspend`, { reason: 'A look.' })
  await ask('POST', `${at}/revoke`, { reason: 'Gone.' })
}
