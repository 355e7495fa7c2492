import { join } from 'node:path'
import type { KeyPair } from '@laurel/credentials'
import { issuerWith, newKey } from '../badges.ts'
import { createClient, type Json } from '../client.ts'
import { keptIn } from '../kept.ts'
import { createOperator, type Operator } from '../operator.ts'
import type { DemoSettings } from '../settings.ts'
import { createDemoPartner } from './demo-partner.ts'
import { serve } from './serve.ts'

const NAME = 'Northwind Academy'
const SLUG = 'northwind'

/** Makes sure the server knows this partner and vouches for its key, then serves the demo. @param port 0 takes any */
export async function startDemoPartner({ base, adminToken, dataDir }: DemoSettings, port: number, laurel = base) {
  const kept = await keptIn<{ accessKey?: string; key: KeyPair }>(join(dataDir, 'demo-partner.json'), { key: newKey() })
  const operator = createOperator(createClient(), base, adminToken)
  const settings = {
    name: NAME,
    slug: SLUG,
    landing: { title: NAME, text: 'What you learned with us is yours.', background: '#243b53', accent: '#f0b429' },
    claimEmailCheck: false,
    findMyResume: true,
  }
  const partner = await operator.ensurePartner(settings, kept.value.accessKey)
  kept.value.accessKey = partner.accessKey
  await kept.save()
  const issuer = issuerWith(kept.value.key, NAME, 'https://northwind.example')
  await operator.vouch(issuer.did, NAME, 'northwind.example')
  const running = await serve(createDemoPartner({ base, partner, issuer }), { laurel, port })
  await operator.admin('PATCH', `/partners/${partner.id}`, { importUrl: `${running.address}/import` })
  await listAsWallet(operator, running.address)
  return { ...running, partner }
}

/** People find it among the wallets the server offers to open. */
async function listAsWallet(operator: Operator, address: string): Promise<void> {
  const { wallets } = await operator.admin('GET', '/wallets')
  const others = wallets.flatMap(({ name, logo, link }: Json) => (name === NAME ? [] : [{ name, logo, link }]))
  await operator.admin('PUT', '/wallets', { wallets: [...others, { name: NAME, link: `${address}/?credential_offer_uri={offer}` }] })
}
