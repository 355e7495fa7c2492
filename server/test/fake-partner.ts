import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { TestApp } from './app.ts'
import { push, type TestPartner } from './people.ts'

/** Somebody else's site that people import from: takes both parameters, sends what was chosen, and leads back. */
export interface FakePartner {
  /** its import address, with a query and a fragment of its own */
  importUrl: string
  /** where the last one would have been sent back to, on this app's address */
  lastBack(): string
  /** `redirectURL`, as documented; `redirect_url` of the upload, as one real client does; or nowhere */
  leadsBack(by: 'redirectURL' | 'redirect_url' | 'nowhere'): void
  stop(): Promise<void>
}

export async function startFakePartner(app: TestApp, partner: () => TestPartner, chosen: () => object[]): Promise<FakePartner> {
  let by: 'redirectURL' | 'redirect_url' | 'nowhere' = 'redirectURL'
  let lastBack = ''
  // the app of a test does not know its own address
  const reachable = (address: string): string => `${app.base}${new URL(address).pathname}`
  const consent = async (address: URL): Promise<string> => {
    const recipienttoken = address.searchParams.get('recipientToken') ?? ''
    const { body } = await push(app, partner(), {
      recipienttoken,
      recipient: { id: 'did:web:wallet.example:users:1' },
      credentials: chosen(),
    })
    return reachable(by === 'redirect_url' ? body.redirect_url : (address.searchParams.get('redirectURL') ?? ''))
  }
  const server = createServer((request, response) => {
    const address = new URL(request.url ?? '/', 'http://partner.example')
    if (address.pathname !== '/consent' || address.searchParams.get('contract') !== '1') return void response.writeHead(404).end()
    consent(address).then(
      (back) => {
        lastBack = back
        if (by === 'nowhere') response.writeHead(200, { 'content-type': 'text/html' }).end('<!doctype html><title>Wallet</title>Done.')
        else response.writeHead(302, { location: back }).end()
      },
      () => response.writeHead(500).end(),
    )
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    importUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}/consent?contract=1#step`,
    lastBack: () => lastBack,
    leadsBack: (way) => {
      by = way
    },
    stop: () =>
      new Promise((resolve) => {
        server.closeAllConnections()
        server.close(() => resolve())
      }),
  }
}
