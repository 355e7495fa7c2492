import { afterAll, describe, expect, it } from 'vitest'
import { fileNameOf } from '../file-name.ts'
import { isInstalled, kept, run, textOf } from '../test/pdf-tools.ts'
import { entry, skill, view } from '../test/view.ts'
import { printedOf } from './print-view.ts'
import { printable } from './printable-text.ts'
import { createTypesetter, type PdfStandard } from './typeset.ts'

const typesetter = createTypesetter()
afterAll(() => typesetter.close())
const withTools = it.skipIf(!['pdftotext', 'pdfinfo'].every(isInstalled))

async function set(resume: ReturnType<typeof view>, standard: PdfStandard = 'ua-1', name = 'set.pdf') {
  const { pdf, standard: held } = await typesetter.typeset({
    inputs: { resume: JSON.stringify(printedOf(resume, { now: new Date('2026-05-01'), hasDocuments: true })), files: '[]' },
    standard,
    createdAt: 1_777_000_000,
  })
  const path = kept(name, pdf)
  return { path, held, size: pdf.length }
}
const one = (description: string, more: Parameters<typeof view>[1] = {}) => view([entry({ description })], more)
const oneLine = (text: string): string => text.replace(/\s+/g, ' ')

describe('a resume on paper', () => {
  withTools.each(['classic', 'modern', 'compact'] as const)(
    '%s says each word once, in the order of the resume, in both standards',
    async (template) => {
      const entries = Array.from({ length: 12 }, (_, i) =>
        entry({
          id: `own_${i}`,
          title: `Title ${i}.`,
          organization: `Place ${i}.`,
          startDate: '2020-01',
          endDate: '2021-03',
          description: `Line one of ${i}.\nLine two of ${i}.`,
          section: i < 6 ? 'Experience' : 'Education',
        }),
      )
      const made = view(entries, {
        skills: [skill({ fullName: 'Rigging', level: 'expert' })],
        settings: { template, accent: '#123456', paper: 'Letter', language: 'es', direction: 'ltr' },
      })
      made.sections.push({ name: 'Skills and Abilities', entries: [] })
      for (const standard of ['ua-1', 'a-3a'] as const) {
        const { path, held } = await set(made, standard)
        expect(held).toBe(standard)
        const text = oneLine(textOf(path).replace(/Página \d+ de \d+/g, ''))
        const words = [
          'Ada Reyes',
          ...entries.flatMap(({ title, organization }, i) => [
            title,
            `Declaración propia · ${organization} · enero de 2020 – marzo de 2021`,
            `Line one of ${i}.`,
            `Line two of ${i}.`,
          ]),
          'Competencias',
          'Rigging · Experto · Declaración propia',
        ]
        const places = words.map((one) => text.indexOf(one))
        expect(places.filter((place) => place < 0)).toEqual([])
        expect(places).toEqual([...places].sort((a, b) => a - b))
        expect(run('pdfinfo', path)).toMatch(/Page size:\s+612 x 792/)
      }
    },
  )

  withTools('ten thousand characters, whatever they are, stay on the page and stay text', async () => {
    const markup =
      '#panic("x") #read("/etc/passwd") $sum$ *b* _i_ `r` @ref <label> = heading \\ // c /* d */ https://example.org #{1+1} "quotes" \'s'
    for (const text of [markup, 'word '.repeat(2_000), 'x'.repeat(10_000), `${'[('.repeat(300)}end`, '\\u{41} \\n $(a) `']) {
      const { path, held } = await set(one(text))
      expect(held).toBe('ua-1')
      const found = textOf(path).replace(/\s|\d* ?Page \d+ of \d+/g, '')
      expect(found.replace(/Page\d+of\d+/g, '')).toContain(text.replace(/\s/g, '').slice(0, 9_990))
    }
  })

  withTools('a link that could run is words', async () => {
    const links = ['javascript:alert(1)', 'data:text/html,x', 'file:///etc/passwd', 'https://example.org/fine'].map((url, i) => ({
      id: `${i}`,
      label: `L${i}`,
      url,
    }))
    const { path } = await set(one('', { profile: { headline: '', email: '', phone: '', location: '', summary: '', links } }))
    const uris = run('pdfinfo', '-url', path)
    expect(uris).toContain('https://example.org/fine')
    expect(uris).not.toMatch(/javascript|data:|file:/)
    expect(textOf(path)).toContain('L0')
    expect(run('pdfinfo', path)).toMatch(/JavaScript:\s+no/)
  })

  withTools('right to left, and letters of many scripts; where no face has one, no standard is claimed', async () => {
    const arabic = 'قاد الفريق من المسح إلى التجربة'
    const settings = { template: 'classic', accent: '#2f5d3a', paper: 'A4', language: 'ar', direction: 'rtl' } as const
    const right = await set(one(`${arabic}\nעברית\n日本語の職務経歴書\nΕλληνικά, Кириллица, Tiếng Việt\n🎓 ✓`, { settings }))
    expect(right.held).toBe('ua-1')
    for (const words of [arabic, 'עברית', '日本語の職務経歴書', 'Ελληνικά, Кириллица, Tiếng Việt', '🎓'])
      expect(textOf(right.path)).toContain(words)
    const rare = await set(one('Before \u{13000} after'))
    expect([undefined, 'ua-1']).toContain(rare.held)
    expect(textOf(rare.path)).toMatch(/Before\s+(?:.{1,2}\s+)?after/u)
  })

  it('one that breaks costs nobody else theirs; the fifty-second is asked to come again', async () => {
    const job = (resume: string) => typesetter.typeset({ inputs: { resume, files: '[]' }, standard: 'ua-1', createdAt: 0 })
    const good = JSON.stringify(printedOf(one(''), { now: new Date('2026-05-01'), hasDocuments: true }))
    const all = await Promise.allSettled([job('{'), ...Array.from({ length: 50 }, () => job(good)), job(good)])
    expect(all.map(({ status }) => status)).toEqual(['rejected', ...Array.from({ length: 50 }, () => 'fulfilled'), 'rejected'])
    expect(all.at(-1)).toMatchObject({ reason: { code: 'pdf_busy', kind: 'unavailable' } })
  })

  it('takes out what would turn, break or hide what stands beside it', () => {
    expect(printable('a\u202eb\u2066c\u0000d\ud800e\ufefff\r\ng\th')).toBe('abcd\ufffdef\ng h')
    expect(
      printable('y'.repeat(70))
        .split('\u200b')
        .map(({ length }) => length),
    ).toEqual([30, 30, 10])
    expect(printable('日本語'.repeat(40))).not.toContain('\u200b')
  })

  it('has a file name every system takes', () => {
    expect([fileNameOf('Zoë "../" O’Neill', 'pdf'), fileNameOf('ليلى', 'pdf'), fileNameOf('', 'json')]).toEqual([
      'resume-zoe-o-neill.pdf',
      'resume.pdf',
      'resume.json',
    ])
  })
})
