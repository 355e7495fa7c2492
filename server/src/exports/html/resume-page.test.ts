import { describe, expect, it } from 'vitest'
import { type PageOptions, resumePage } from './resume-page.ts'
import { entry, ownEntry, skill, view } from './sample-view.ts'

const NOW = new Date('2026-05-04T10:02:30Z')
const page = (over: Parameters<typeof view>[0] = {}, options: Partial<PageOptions> = {}): string =>
  resumePage(view(over), { now: NOW, ...options }).html
const words = (html: string): string =>
  html
    .replace(/<(style|script)[^>]*>[^<]*<\/\1>/g, '')
    .replace(/<[^>]+>/g, ' ')
    .replace(/\s+/g, ' ')

const HOSTILE = `"><img src=x onerror=alert(1)><script>alert(2)</script>'</style><!--`

describe('the page of a resume', () => {
  it('says first how much is verified and how old the oldest check is', () => {
    expect(words(page())).toContain('2 of 7 claims verified , checked 2 minutes ago')
    expect(words(page({}, { now: new Date('2026-05-04T10:00:30Z') }))).toContain('checked just now')
    expect(words(page({}, { now: new Date('2026-05-06T11:00:00Z') }))).toContain('checked 2 days ago')
  })

  it('a seal is a shape and a word, and opens who, when, evidence and every check with its time', () => {
    const [pill = ''] = /<details class="pill".*?<\/details>/s.exec(page()) ?? []
    expect(pill).toContain('href="#m-leaf"')
    expect(words(pill)).toContain(
      'Verified : Calculus I. See the checks Verified . Signed by the issuer, unchanged since, and still valid. Issued by Institution X Dated May 1, 2024 Last checked May 4, 2026 at 10:00 AM UTC',
    )
    expect(pill).toContain('href="https://institutionx.example/t/1" rel="noopener noreferrer nofollow"')
    expect(pill.match(/<li><b/g)?.length).toBe(7)
  })

  it.each([
    ['verified', 'm-leaf', 'green'],
    ['verified-issuer-unknown', 'm-outline', 'ink'],
    ['unconfirmed', 'm-dots', 'grey'],
    ['expired', 'm-clock', 'amber'],
    ['revoked', 'm-cross', 'red'],
  ] as const)('%s has a shape and a tone of its own', (verdict, shape, tone) => {
    const html = page({ sections: [{ name: 'Education', entries: [entry({ verdict })] }], skills: [] })
    expect(html).toMatch(new RegExp(`<summary class="${tone}"><svg class="mark" aria-hidden="true"><use href="#${shape}"`))
    expect(html.split('<summary class="green">').length - 1).toBe(verdict === 'verified' ? 1 : 0)
  })

  it('what the person wrote has no mark and says so; own words beside facts are marked as own', () => {
    const own = page({ sections: [{ name: 'Experience', entries: [ownEntry()] }], skills: [] })
    expect(own).toMatch(/<summary class="bare">Self-asserted/)
    expect(words(own)).toContain('Riverside Library · September 2022 – present')
    const notices = [{ code: 'more', text: 'The credential names no grade.', says: [] }]
    const beside = page({ sections: [{ name: 'Education', entries: [entry({ ownWording: 'Best of my year.', notices })] }] })
    expect(words(beside)).toContain('In their own words Best of my year. The credential names no grade.')
  })

  it('a skill shows level, number of proofs, and each proof on its own', () => {
    const [proof] = skill('SQL', 'verified').proofs
    const proofs = [proof!, { ...proof!, id: 'itm_x', verdict: 'expired' as const }]
    const said = words(page({ skills: [skill('SQL', 'verified', { proofs })] }))
    expect(said).toContain('SQL Advanced · 2 proofs')
    expect(said).toMatch(/Proof 1 of 2 · Verified.*Proof 2 of 2 · Expired/)
  })

  it('is never more than text, whatever the words', () => {
    const hostile = page(
      {
        name: HOSTILE,
        profile: {
          headline: HOSTILE,
          email: HOSTILE,
          phone: HOSTILE,
          location: HOSTILE,
          summary: HOSTILE,
          links: [
            { id: 'a', label: HOSTILE, url: 'javascript:alert(3)' },
            { id: 'b', label: HOSTILE, url: `https://x.example/${HOSTILE}` },
          ],
        },
        settings: { ...view().settings, accent: 'red}body{display:none', language: '"><script>', template: 'x' as never },
        sections: [
          {
            name: 'Education',
            entries: [
              entry({
                title: HOSTILE,
                description: HOSTILE,
                issuerSays: HOSTILE,
                date: HOSTILE,
                partner: HOSTILE,
                evidence: [{ name: HOSTILE, url: 'data:text/html,<script>alert(4)</script>' }],
                checks: [{ id: HOSTILE, outcome: 'failed', because: HOSTILE, at: HOSTILE }],
                ownWording: HOSTILE,
              }),
            ],
          },
        ],
        skills: [skill(HOSTILE, 'verified')],
      },
      { isPublic: true, url: `https://l.example/r/${encodeURIComponent(HOSTILE)}` },
    )
    expect(hostile).not.toMatch(/<img|<script>|javascript:|data:text|body\{display|<!--/)
    expect(hostile.match(/<script/g)).toEqual(['<script'])
    expect(hostile.match(/<\/style>/g)?.length).toBe(1)
  })

  it('speaks the language of the resume, and its direction', () => {
    const spanish = page({ settings: { ...view().settings, language: 'es-MX' } })
    expect(words(spanish)).toContain('2 de 7 datos verificados , comprobado hace 2 minutos')
    expect(page({ settings: { ...view().settings, language: 'ar', direction: 'rtl' } })).toContain('<html lang="ar" dir="rtl">')
  })

  it('names an issuer nobody vouches for in its own language too', () => {
    const doubtful = entry({ issuer: 'Institution X', issuerSays: 'Says it is Institution X.' })
    const spanish = page({
      settings: { ...view().settings, language: 'es' },
      sections: [{ name: 'Education', entries: [doubtful] }],
      skills: [],
    })
    expect(words(spanish)).toContain('dice ser Institution X ·')
    expect(spanish).not.toContain('Says it is')
  })

  it('speaks to machines on public links only', () => {
    expect(page()).toContain('<meta name="robots" content="noindex">')
    expect(page()).not.toMatch(/ld\+json|og:title/)
    const open = page({}, { isPublic: true, url: 'https://laurel.example/r/ana' })
    expect(open).not.toContain('noindex')
    expect(open).toContain('<meta property="og:title" content="Ana Sofía Reyes">')
    const data = JSON.parse(/ld\+json">(.*?)<\/script>/.exec(open)?.[1] ?? '')
    expect(data).toMatchObject({ '@type': 'Person', name: 'Ana Sofía Reyes', knowsAbout: ['SQL', 'Teaching'] })
    expect(data.hasCredential.map(({ name }: { name: string }) => name)).toEqual(['Calculus I', 'Statistics'])
  })

  it('asks nobody for anything: its own style, one font of ours', () => {
    expect(page().match(/(?:src|href)="(?!#|https:|mailto:)[^"]*"/g)).toEqual(['href="/favicon.svg"'])
    expect(page().match(/url\([^)]*\)/g)).toEqual([400, 600].map((weight) => `url(/assets/resume-serif-5.3.1-${weight}.woff2)`))
    expect(page()).not.toMatch(/ style=|<script/)
  })
})
