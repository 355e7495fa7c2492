import type { Endpoint, Input, Output } from '../../server/src/api.ts'
import { takeFirstAnswer } from './first-answers.ts'

/** What the server said no with: problem JSON (RFC 9457), or a failure to reach it (`offline`, status 0). */
export class Refusal extends Error {
  override readonly name = 'Refusal'
  readonly code: string
  readonly status: number
  readonly facts: Readonly<Record<string, unknown>>

  constructor(code: string, status: number, message: string, facts: Readonly<Record<string, unknown>> = {}) {
    super(message)
    this.code = code
    this.status = status
    this.facts = facts
  }
}

interface Parts {
  params?: Record<string, string>
  query?: Record<string, string | undefined>
  body?: unknown
}

/**
 * Speaks to one endpoint of the contract; path, input and answer are typed by its definition.
 *
 * @throws Refusal with the code of the problem
 */
export async function call<E extends Endpoint>(endpoint: E, ...[input]: unknown extends Input<E> ? [] : [Input<E>]): Promise<Output<E>> {
  const { params = {}, query = {}, body }: Parts = input ?? {}
  const path = endpoint.path.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(params[name] ?? ''))
  const search = new URLSearchParams(Object.entries(query).flatMap(([key, value]) => (value === undefined ? [] : [[key, value]])))
  const address = search.size > 0 ? `${path}?${search}` : path
  const known = endpoint.method === 'GET' ? takeFirstAnswer(address) : undefined
  if (known && known.status >= 400) throw refusalFrom(known.status, known.body)
  if (known) return known.body as Output<E>
  const answer = await fetch(address, {
    method: endpoint.method,
    headers: { accept: 'application/json', ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  }).catch(() => {
    throw new Refusal('offline', 0, 'The server could not be reached.')
  })
  const data: unknown = answer.status === 204 ? null : await answer.json().catch(() => null)
  if (!answer.ok) throw refusalFrom(answer.status, data)
  return data as Output<E>
}

/** Reads both ways this server says no: problem JSON, and the `error` of the skill API. */
export function refusalFrom(status: number, data: unknown): Refusal {
  const whole = (data ?? {}) as Record<string, unknown>
  const { code, detail, title, message, ...facts } = typeof whole.error === 'object' ? (whole.error as Record<string, unknown>) : whole
  return new Refusal(typeof code === 'string' ? code : 'unexpected', status, String(detail ?? message ?? title ?? ''), facts)
}
