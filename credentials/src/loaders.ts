export interface Fetched {
  status: number
  contentType: string
  bytes: Uint8Array
}

/** How the outside reaches this library: it opens no file and no socket itself. */
export interface Loaders {
  /** the JSON-LD context or JSON Schema published under exactly this URL, or undefined; its hash is checked here against the pinned ones */
  context(url: string): Promise<object | undefined>
  /** one GET: the caller guards addresses, redirects, time and `maxBytes`; rejects when unreachable */
  fetch(url: string, options: { accept: string; maxBytes: number }): Promise<Fetched>
}

/** Loaders that know nothing and reach nowhere: contexts from the bundled packages only. */
export const offlineLoaders: Loaders = {
  context: async () => undefined,
  fetch: async (url) => {
    throw new Error(`offline: ${url} was not fetched`)
  },
}
