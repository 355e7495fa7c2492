// biome-ignore lint/suspicious/noExplicitAny: a client looks into whatever an answer holds
export type Json = any

/** One request and its answer, as they went over the wire; secrets are cut. */
export interface Exchange {
  method: string
  url: string
  sent: string
  status: number
  received: string
}

export interface Said {
  status: number
  body: Json
  headers: Headers
}

export class Refused extends Error {
  readonly status: number
  readonly body: Json

  constructor(method: string, url: string, { status, body }: Said) {
    super(`${method} ${url} answered ${status}: ${body?.detail ?? body?.error?.message ?? body?.imsx_description ?? JSON.stringify(body)}`)
    this.status = status
    this.body = body
  }
}

interface Call {
  method?: string
  headers?: Record<string, string>
  /** an object goes as JSON, parameters as a form */
  body?: unknown
}

export type Ask = (url: string, call?: Call) => Promise<Said>

/** A plain HTTP client. @param tell hears of every exchange @throws Refused for anything but 2xx */
export function createClient(tell: (exchange: Exchange) => void = () => {}): Ask {
  return async (url, { body, headers = {}, method = body === undefined ? 'GET' : 'POST' } = {}) => {
    const isForm = body instanceof URLSearchParams
    const sent = body === undefined ? '' : isForm ? body.toString() : JSON.stringify(body)
    const answer = await fetch(url, {
      method,
      headers: { accept: 'application/json', ...(body !== undefined && !isForm && { 'content-type': 'application/json' }), ...headers },
      ...(body !== undefined && { body: isForm ? body : sent }),
    })
    const text = await answer.text()
    tell({ method, url, sent: cut(sent), status: answer.status, received: cut(text) })
    const said: Said = { status: answer.status, body: parsed(text), headers: answer.headers }
    if (!answer.ok) throw new Refused(method, url, said)
    return said
  }
}

const SECRETS = /("(?:access_token|accessKey|apiKey|secretKey|proofValue)":"[^"]{6})[^"]+/g
const LONGEST = 4_000

const cut = (text: string): string => {
  const short = text.replace(SECRETS, '$1…')
  return short.length > LONGEST ? `${short.slice(0, LONGEST)} …` : short
}

function parsed(text: string): Json {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}
