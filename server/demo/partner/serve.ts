import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { DemoPartnerApp, Somebody } from './demo-partner.ts'
import { consentPage, faultPage, homePage } from './pages.ts'

const MOST_BYTES = 20_000
const PULLED = 3

interface Answer {
  status: number
  html?: string
  location?: string
}

/** Serves the demo on this machine only. @param laurel where a browser finds the server; the way back must lead there */
export async function serve(demo: DemoPartnerApp, { laurel, port }: { laurel: string; port: number }) {
  let said = ''
  const show = (offerUri: string | null): Answer => {
    const offer = offerUri ? `openid-credential-offer://?credential_offer_uri=${encodeURIComponent(offerUri)}` : ''
    const html = homePage({ name: demo.partner.name, laurel, said, offer, log: demo.log })
    said = ''
    return { status: 200, html }
  }
  const say = (text: string): Answer => {
    said = text
    return { status: 303, location: '/' }
  }
  const isOurs = (address: string): boolean => URL.canParse(address) && new URL(address).origin === new URL(laurel).origin
  const answer = async (request: IncomingMessage): Promise<Answer> => {
    const { pathname, searchParams: query } = new URL(request.url ?? '/', 'http://localhost')
    if (request.method === 'GET' && pathname === '/') return show(query.get('credential_offer_uri'))
    if (request.method === 'GET' && pathname === '/import') {
      const [token, back] = [query.get('recipientToken') ?? '', query.get('redirectURL') ?? '']
      if (!token || !isOurs(back)) return { status: 400, html: faultPage('Start the import on the import page of your resume.') }
      return { status: 200, html: consentPage({ name: demo.partner.name, count: PULLED, token, back }) }
    }
    if (request.method !== 'POST') return { status: 404, html: faultPage('There is nothing at this address.') }
    const form = await formOf(request)
    const text = (name: string): string => form.get(name)?.trim() ?? ''
    switch (pathname) {
      case '/push':
        return { status: 303, location: await demo.push(somebody(text('email'), text('givenName'), text('familyName'))) }
      case '/event': {
        const [result] = await demo.pushEvent(somebody(text('to'), '', ''))
        return say(`The badge was ${result?.status}; its checks say: ${result?.verdict}.`)
      }
      case '/import': {
        const back = text('redirectURL')
        if (!isOurs(back)) return { status: 400, html: faultPage('The way back does not lead to your resume.') }
        await demo.pull(text('recipientToken'))
        return { status: 303, location: back }
      }
      case '/wallet':
        return say(`Received: ${await demo.receive(text('offer'), text('code'))}.`)
      default:
        return { status: 404, html: faultPage('There is nothing at this address.') }
    }
  }
  const server = createServer((request, response) => {
    answer(request)
      .catch((error: unknown): Answer => ({ status: 502, html: faultPage(error instanceof Error ? error.message : String(error)) }))
      .then(({ status, html = '', location }) => {
        response.writeHead(status, {
          'content-type': 'text/html; charset=utf-8',
          'cache-control': 'no-store',
          'referrer-policy': 'no-referrer',
          ...(location && { location }),
        })
        response.end(html)
      })
  })
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(port, '127.0.0.1', resolve))
  return {
    address: `http://localhost:${(server.address() as AddressInfo).port}`,
    stop: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

/** The address stands for the person: the same one is always the same recipient. */
const somebody = (email: string, givenName: string, familyName: string): Somebody => ({
  recipientId: `demo:${email.toLowerCase()}`,
  givenName,
  familyName,
  email,
})

async function formOf(request: IncomingMessage): Promise<URLSearchParams> {
  let text = ''
  for await (const chunk of request) {
    text += chunk
    if (text.length > MOST_BYTES) throw new Error('That is too much.')
  }
  return new URLSearchParams(text)
}
