/** How a platform opened this page. The session stays out of the server's logs when it comes behind `#`. @see facts 10.8 */
export interface Entry {
  session: string
  theme: 'light' | 'dark' | undefined
  /** the exact origin of the page around this one */
  origin: string | undefined
  candidateName: string
  /** a person of this server came here from their own resume */
  fromResume: boolean
}

/** The text when it is exactly an http(s) origin. */
export function exactOrigin(text: string | null): string | undefined {
  if (text === null || !/^https?:\/\//.test(text) || !URL.canParse(text)) return undefined
  return new URL(text).origin === text ? text : undefined
}

export function readEntry({ search, hash }: { search: string; hash: string }): Entry {
  const query = new URLSearchParams(search)
  const behind = new URLSearchParams(hash.replace(/^#/, ''))
  const theme = query.get('theme')
  return {
    session: behind.get('session') ?? query.get('session') ?? '',
    theme: theme === 'light' || theme === 'dark' ? theme : undefined,
    origin: exactOrigin(query.get('origin')),
    candidateName: query.get('candidateName') ?? '',
    fromResume: query.get('from') === 'resume',
  }
}

/** Read once: the router may tidy the address. */
export const entry = readEntry(window.location)
