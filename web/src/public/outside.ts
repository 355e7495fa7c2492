/** One answer somebody gave, as the library takes it. */
export interface Fetched {
  status: number
  contentType: string
  bytes: Uint8Array
}

/** What this server read for the same check, so that a page that may not ask the issuer can read it too. */
export interface Outside {
  documents: { url: string; status: number; contentType: string; base64: string }[]
  contexts: Record<string, object>
  /** issuers whose names the operator of this server vouches for */
  issuers: { id: string; name: string }[]
}

export interface Asked {
  direct: Set<string>
  relayed: Set<string>
}

const PATIENCE_MS = 5_000

const bytesOf = (base64: string): Uint8Array => Uint8Array.from(atob(base64), (character) => character.charCodeAt(0))

/** What this server publishes itself is read from where the page came from, whatever scheme its name implies. */
const nearest = (url: string): string => {
  const { host, pathname, search } = new URL(url)
  return host === location.host ? `${location.origin}${pathname}${search}` : url
}

async function askDirectly(url: string, accept: string, maxBytes: number): Promise<Fetched> {
  const target = nearest(url)
  // a page asks others over https only; the policy of this page says so too
  if (!target.startsWith('https:') && !target.startsWith(`${location.origin}/`)) throw new Error('not asked')
  const answer = await fetch(target, {
    headers: { accept },
    credentials: 'omit',
    redirect: 'error',
    referrerPolicy: 'no-referrer',
    signal: AbortSignal.timeout(PATIENCE_MS),
  })
  const bytes = new Uint8Array(await answer.arrayBuffer())
  if (bytes.length > maxBytes) throw new Error('too large')
  return { status: answer.status, contentType: answer.headers.get('content-type') ?? '', bytes }
}

/** The library's way out of the browser: the issuer itself where its site allows that, else what this server read. */
export function browserLoaders(outside: Outside, asked: Asked) {
  const relayed = new Map(outside.documents.map((document) => [document.url, document]))
  return {
    context: async (url: string): Promise<object | undefined> => outside.contexts[url],
    fetch: async (url: string, { accept, maxBytes }: { accept: string; maxBytes: number }): Promise<Fetched> => {
      try {
        const answer = await askDirectly(url, accept, maxBytes)
        asked.direct.add(url)
        return answer
      } catch {
        const known = relayed.get(url)
        if (!known) throw new Error('unreachable')
        asked.relayed.add(url)
        return { status: known.status, contentType: known.contentType, bytes: bytesOf(known.base64) }
      }
    },
  }
}
