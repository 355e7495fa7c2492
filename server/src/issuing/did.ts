/** The `did:web` of a server at this base address; a port is percent-encoded. @see did:web Method Specification section 3.1 */
export function didOf(baseUrl: string): string {
  const { hostname, port, pathname } = new URL(baseUrl)
  const path = pathname.split('/').filter(Boolean).map(encodeURIComponent)
  return ['did:web', port === '' ? hostname : `${hostname}%3A${port}`, ...path].join(':')
}

export const statusListUrl = (baseUrl: string, id: string): string => `${baseUrl}/status/${id}`

/** The id in the address of a status list of ours; undefined for any other address. */
export function statusListIdIn(baseUrl: string, url: string): string | undefined {
  const start = `${baseUrl}/status/`
  const id = url.startsWith(start) ? url.slice(start.length) : ''
  return /^[\w-]{1,100}$/.test(id) ? id : undefined
}
