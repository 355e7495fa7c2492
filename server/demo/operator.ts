import type { Ask, Json } from './client.ts'

/** The operator API, as far as demos need it. */
export function createOperator(ask: Ask, base: string, token: string) {
  const headers = { authorization: `Bearer ${token}` }
  const admin = async (method: string, path: string, body?: unknown): Promise<Json> =>
    (await ask(`${base}/api/admin${path}`, { method, headers, ...(body !== undefined && { body }) })).body
  return {
    admin,
    /** A partner by its short name: made when it is not there, else with its settings renewed; with a key that works either way. */
    async ensurePartner(settings: { name: string; slug: string } & Record<string, unknown>, knownKey: string | undefined) {
      const { partners } = await admin('GET', '/partners')
      const found = partners.find(({ slug }: Json) => slug.toLowerCase() === settings.slug.toLowerCase())
      if (!found) return (await admin('POST', '/partners', settings)) as DemoPartner
      const { slug: _slug, mode: _mode, ...change } = settings
      const partner = await admin('PATCH', `/partners/${found.id}`, change)
      const works = knownKey !== undefined && (await holds(ask, base, partner.clientId, knownKey))
      const accessKey = works ? knownKey : (await admin('POST', `/partners/${found.id}/rotate-key`, {})).accessKey
      return { ...partner, accessKey } as DemoPartner
    },
    /** Vouches for an issuer's name, so that what it signs is shown as verified. */
    vouch: (id: string, name: string, domain: string) => admin('PUT', `/issuers/${encodeURIComponent(id)}`, { name, domain }),
    /** The six digits in the newest mail to an address. */
    async codeMailedTo(address: string): Promise<string> {
      for (let tries = 0; tries < 50; tries++) {
        const { mails } = await admin('GET', `/mail?limit=1&to=${encodeURIComponent(address)}`)
        const code = /\b\d{6}\b/.exec(`${mails[0]?.subject ?? ''} ${mails[0]?.text ?? ''}`)?.[0]
        if (code) return code
        await new Promise((resolve) => setTimeout(resolve, 50))
      }
      throw new Error(`no code was mailed to ${address}`)
    },
  }
}

export type Operator = ReturnType<typeof createOperator>

export interface DemoPartner {
  id: string
  name: string
  slug: string
  clientId: string
  accessKey: string
}

async function holds(ask: Ask, base: string, clientId: string, accessKey: string): Promise<boolean> {
  return tokenFor(ask, base, { clientId, accessKey }).then(
    () => true,
    () => false,
  )
}

/** An access token by client credentials. @see RFC 6749 section 4.4 */
export async function tokenFor(ask: Ask, base: string, { clientId, accessKey }: { clientId: string; accessKey: string }): Promise<string> {
  const basic = Buffer.from(`${clientId}:${accessKey}`).toString('base64')
  const { body } = await ask(`${base}/api/v1/token`, {
    headers: { authorization: `Basic ${basic}` },
    body: new URLSearchParams({ grant_type: 'client_credentials', scope: 'delete readonly replace' }),
  })
  return body.access_token
}

/** One upload, with a token of its own, as real clients do. */
export async function upload(ask: Ask, base: string, partner: { clientId: string; accessKey: string }, envelope: object): Promise<Json> {
  const authorization = `Bearer ${await tokenFor(ask, base, partner)}`
  return (await ask(`${base}/api/v1/credentials`, { headers: { authorization }, body: envelope })).body
}
