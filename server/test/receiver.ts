import { createServer, type IncomingHttpHeaders } from 'node:http'
import type { AddressInfo } from 'node:net'

export interface Received {
  headers: Record<string, string>
  body: string
}

/** Somebody else's server that takes webhooks: answers as told, keeps what came. */
export interface Receiver {
  url: string
  received: Received[]
  /** what it answers from now on: a status, or a function of the how-manieth request (from 0); 0 = no answer at all */
  answer(status: number | ((index: number) => number), headers?: Record<string, string>): void
  /** waits until so many requests came */
  count(wanted: number, withinMs?: number): Promise<Received[]>
  stop(): Promise<void>
}

const plain = (headers: IncomingHttpHeaders): Record<string, string> =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)]))

export async function startReceiver(): Promise<Receiver> {
  const received: Received[] = []
  let statusOf: (index: number) => number = () => 200
  let extra: Record<string, string> = {}
  const server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      const index = received.push({ headers: plain(request.headers), body: Buffer.concat(chunks).toString('utf8') }) - 1
      const status = statusOf(index)
      if (status !== 0) response.writeHead(status, extra).end('{}')
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`,
    received,
    answer: (status, headers = {}) => {
      statusOf = typeof status === 'number' ? () => status : status
      extra = headers
    },
    count: async (wanted, withinMs = 8_000) => {
      for (const until = Date.now() + withinMs; received.length < wanted && Date.now() < until; )
        await new Promise((resolve) => setTimeout(resolve, 20))
      return received
    },
    stop: () =>
      new Promise((resolve) => {
        server.closeAllConnections()
        server.close(() => resolve())
      }),
  }
}
