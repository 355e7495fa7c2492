import autocannon from 'autocannon'

export interface Figures {
  rate: number
  p99: number
  failed: number
}

export interface Shot {
  url: string
  method?: 'GET' | 'POST'
  headers?: Record<string, string>
  /** a fresh body for each request */
  body?: () => string
}

export const seconds = Number(process.env.BENCH_SECONDS ?? 5)
export const clients = Number(process.env.BENCH_CLIENTS ?? 8)

/** Requests that were answered with 2xx, per second, for BENCH_SECONDS by BENCH_CLIENTS. */
export async function fire({ url, method = 'POST', headers = {}, body }: Shot): Promise<Figures> {
  const result = await autocannon({
    url,
    connections: clients,
    duration: seconds,
    requests: [
      {
        method,
        headers: { ...(body && { 'content-type': 'application/json' }), ...headers },
        setupRequest: (request) => ({ ...request, ...(body && { body: body() }) }),
      },
    ],
  })
  return { rate: result['2xx'] / result.duration, p99: result.latency.p99, failed: result.non2xx + result.errors }
}

export const row = (name: string, { rate, p99, failed }: Figures): string =>
  `  ${name.padEnd(32)} ${rate.toFixed(0).padStart(6)}/s   p99 ${p99.toFixed(0).padStart(4)} ms   not 2xx: ${failed}`
