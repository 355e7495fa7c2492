import type { Db } from '../platform/db/client.ts'
import { listConnections } from './connections/store.ts'
import { listReceived, listRecipientsNamed, type Received } from './store/received.ts'

const PAGE = 50

/** A name people can read, without what file systems stumble over. */
const nameOf = ({ title, form }: Received): string => {
  const words = title
    .normalize('NFC')
    .replace(/[^\p{L}\p{N}\p{M} ,.()+&'’-]/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, 80)
    .replace(/^[. ]+|[. ]+$/g, '')
  return `${words || 'Credential'}.${form === 'jwt' ? 'jwt' : 'json'}`
}

/** Every credential a person has received, byte for byte, whatever became of it, what partners said of them, and the partners they are connected to. */
export async function* exportReceived(db: Db, personId: string): AsyncGenerator<{ path: string; content: string }> {
  for (let after = ''; ; ) {
    const page = await listReceived(db, personId, after, PAGE)
    for (const received of page) yield { path: `credentials/${nameOf(received)}`, content: received.document }
    const last = page.at(-1)
    if (!last) break
    after = last.id
  }
  const received = await listRecipientsNamed(db, personId)
  if (received.length > 0) yield { path: 'received.json', content: JSON.stringify(received, null, 2) }
  const partners = await listConnections(db, personId)
  if (partners.length > 0) yield { path: 'partners.json', content: JSON.stringify(partners, null, 2) }
}
