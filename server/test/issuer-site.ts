import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import {
  createStatusList,
  generateKey,
  issueCredential,
  type JsonObject,
  statusEntry,
  statusListCredential,
  withStatus,
} from '@laurel/credentials'
import { badge } from './people.ts'

/** An issuer with a site of its own: it publishes its keys and a status list there. */
export interface IssuerSite {
  id: string
  /** how often anybody read anything */
  asked(): number
  issue(overrides?: object, achievement?: object): Promise<JsonObject>
  revoke(credential: JsonObject, revoked?: boolean): void
  stop(): void
}

export async function startIssuer(name = 'Riverside College'): Promise<IssuerSite> {
  const key = generateKey('Ed25519')
  let bits = createStatusList()
  let issued = 0
  let asked = 0
  const web = createServer(async (request, response) => {
    asked++
    const body = request.url === '/issuer' ? keys : request.url === '/status' ? await list() : undefined
    response.writeHead(body ? 200 : 404, { 'content-type': 'application/json' }).end(JSON.stringify(body ?? {}))
  })
  await new Promise<void>((resolve) => web.listen(0, '127.0.0.1', resolve))
  const base = `http://127.0.0.1:${(web.address() as AddressInfo).port}`
  const id = `${base}/issuer`
  const method = { id: `${id}#key`, type: 'Multikey', controller: id, publicKeyMultibase: key.publicKeyMultibase }
  const keys = { '@context': ['https://www.w3.org/ns/cid/v1'], id, verificationMethod: [method], assertionMethod: [method.id] }
  const signing = { key: { ...key, id: method.id, controller: id } }
  const issuer = { id, type: ['Profile'], name }
  const list = (): Promise<JsonObject> =>
    issueCredential(
      { ...statusListCredential({ id: `${base}/status`, purpose: 'revocation', bits, ttl: 0 }), issuer: id } as JsonObject,
      signing,
    )
  return {
    id,
    asked: () => asked,
    issue: (overrides = {}, achievement = {}) => {
      const credentialStatus = statusEntry(`${base}/status`, issued++, 'revocation')
      return issueCredential(
        { ...badge({ issuer, credentialStatus, ...overrides }, achievement as Record<string, unknown>) } as JsonObject,
        signing,
      )
    },
    revoke: (credential, revoked = true) => {
      bits = withStatus(bits, Number((credential.credentialStatus as JsonObject).statusListIndex), revoked)
    },
    stop: () => void web.close(),
  }
}
