import { dataBlock, html, type Markup, safeHref } from './markup.ts'
import type { PageView } from './page-view.ts'

/** schema.org `Person` and Open Graph, on public links only; every other page asks not to be indexed. @see resume spec, "Sharing" */
export function machineReadable(view: PageView, { isPublic, url }: { isPublic?: boolean; url?: string }): Markup {
  if (!isPublic || url === undefined) return html`<meta name="robots" content="noindex">`
  const { name, profile, sections, skills } = view
  const entries = sections.flatMap((section) => section.entries)
  const isSigned = (verdict: string): boolean => verdict === 'verified' || verdict === 'verified-issuer-unknown'
  const person = {
    '@context': 'https://schema.org',
    '@type': 'Person',
    ...(name && { name }),
    url,
    ...(profile.headline && { jobTitle: profile.headline }),
    ...(profile.summary && { description: profile.summary }),
    ...(profile.email && { email: profile.email }),
    ...(profile.location && { address: profile.location }),
    sameAs: profile.links.map((link) => safeHref(link.url)).filter((href) => href?.startsWith('http')),
    knowsAbout: skills.map((skill) => skill.fullName || skill.name),
    hasCredential: entries
      .filter(({ kind, verdict }) => kind === 'credential' && isSigned(verdict))
      .map(({ title, verdict, issuer }) => ({
        '@type': 'EducationalOccupationalCredential',
        name: title,
        // data has no room for "says it is": an organization stands here only where its name is vouched for
        ...(verdict === 'verified' && issuer && { recognizedBy: { '@type': 'Organization', name: issuer } }),
      })),
  }
  const description = profile.headline || profile.summary.slice(0, 200)
  return html`<link rel="canonical" href="${url}"><meta name="description" content="${description || name}"><meta property="og:type" content="profile"><meta property="og:title" content="${name}"><meta property="og:url" content="${url}"><meta property="og:description" content="${description}"><meta property="og:site_name" content="Laurel">${dataBlock(person, { type: 'application/ld+json' })}`
}
