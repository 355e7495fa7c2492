import type { ReactNode } from 'react'

const isWeb = (address: string): boolean => {
  try {
    return ['http:', 'https:'].includes(new URL(address).protocol)
  } catch {
    return false
  }
}

/** A link to somebody else's page; anything but http(s) is shown as text. */
export function ExternalLink({ href, children }: { href: string; children: ReactNode }) {
  if (!isWeb(href)) return <span>{children}</span>
  return (
    <a
      href={href}
      target="_blank"
      rel="noopener noreferrer"
      className="underline decoration-strong underline-offset-2 hover:decoration-current"
    >
      {children}
    </a>
  )
}
