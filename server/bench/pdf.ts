/**
 * `npm run bench:pdf`: one resume of two pages as PDF, warm, beside two other public ways in the same run: a PDF drawn line by line
 * with pdf-lib (untagged, nothing attached), and the public page printed by Chromium. Milliseconds are medians.
 */
import { existsSync } from 'node:fs'
import { PDFDocument, StandardFonts } from '@cantoo/pdf-lib'
import { chromium } from 'playwright-core'
import { createTypesetter, resumePage } from '../src/exports/index.ts'
import { type Printed, printedOf } from '../src/exports/pdf/print-view.ts'
import type { Attachment } from '../src/exports/pdf/typeset.ts'
import { entry, skill, view } from '../src/exports/test/view.ts'

const RUNS = Number(process.env.BENCH_RUNS ?? 30)
const CHROMIUM = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find((path) => existsSync(path))

const work = 'Led a crew of eight through the refit of two harbor ferries, from survey to sea trial, and wrote the welding procedures. '
const made = view(
  Array.from({ length: 14 }, (_, i) =>
    entry({
      id: `own_${i}`,
      section: i < 8 ? 'Experience' : 'Education',
      title: `Welding inspector, level ${i}`,
      organization: 'Shipyard & Sons',
      startDate: '2019-05',
      endDate: '2021-02',
      description: work.repeat(2),
    }),
  ),
  { skills: Array.from({ length: 8 }, (_, i) => skill({ id: `own_s${i}`, fullName: `Skill ${i}`, level: 'expert' })) },
)
made.sections.push({ name: 'Skills and Abilities', entries: [] })
const printed = printedOf(made, { now: new Date(), hasDocuments: true, shareUrl: 'https://laurel.example/r/abc' })

interface Figures {
  name: string
  milliseconds: number
  bytes: number
}

async function measure(name: string, make: (run: number) => Promise<Uint8Array>): Promise<Figures> {
  let bytes = (await make(-1)).length
  const times: number[] = []
  for (let run = 0; run < RUNS; run++) {
    const start = performance.now()
    bytes = (await make(run)).length
    times.push(performance.now() - start)
  }
  return { name, milliseconds: times.sort((a, b) => a - b)[RUNS >> 1] ?? 0, bytes }
}

/** The same words, drawn where they fall: what a program without layout comes to. */
async function drawn({ name, sections }: Printed, run: number): Promise<Uint8Array> {
  const pdf = await PDFDocument.create()
  const font = await pdf.embedFont(StandardFonts.TimesRoman)
  const lines = [
    `${name} ${run}`,
    ...sections.flatMap(({ heading, entries, groups }) => [
      heading,
      ...entries.flatMap((one) => [
        one.title,
        `${one.seal.word} · ${one.by} · ${one.when}`,
        ...one.text.flatMap((text) => text.match(/.{1,90}(?: |$)/g) ?? []),
      ]),
      ...groups.flatMap((group) => group.skills.map((one) => `${one.name} ${one.note}`)),
    ]),
  ]
  for (let at = 0; at < lines.length; at += 45) {
    const page = pdf.addPage()
    // the face has no en dash
    for (const [i, line] of lines.slice(at, at + 45).entries())
      page.drawText(line.replaceAll('–', '-'), { x: 50, y: 780 - i * 16, size: 10, font })
  }
  return pdf.save()
}

const typesetter = createTypesetter()
const files: Attachment[] = ['resume.ler.json', 'presentation.json', 'evidence.json'].map((name) => ({
  name,
  type: 'application/json',
  about: name,
  relationship: 'data',
  text: JSON.stringify(Array.from({ length: 100 }, (_, i) => ({ i, work }))),
}))
const typst = (standard: 'ua-1' | 'a-3a') => async (run: number) =>
  (
    await typesetter.typeset({
      // another text each time: nothing is set from memory
      inputs: { resume: JSON.stringify({ ...printed, headline: `Run ${run}` }), files: JSON.stringify(files) },
      standard,
      createdAt: Math.floor(Date.now() / 1_000),
    })
  ).pdf

const figures = [
  await measure('Laurel, Typst, PDF/UA-1, 3 files attached', typst('ua-1')),
  await measure('Laurel, Typst, PDF/A-3a, 3 files attached', typst('a-3a')),
  await measure('pdf-lib, untagged, nothing attached', (run) => drawn(printed, run)),
]
await typesetter.close()
if (CHROMIUM !== undefined) {
  const browser = await chromium.launch({ executablePath: CHROMIUM, args: ['--no-sandbox'] })
  const page = await browser.newPage()
  figures.push(
    await measure('Chromium, prints the public page, tagged', async (run) => {
      await page.setContent(resumePage({ ...made, name: `Run ${run}` }, { now: new Date() }).html)
      return page.pdf({ format: 'A4', tagged: true })
    }),
  )
  await browser.close()
}
const [own] = figures
for (const { name, milliseconds, bytes } of figures)
  console.log(
    `${name.padEnd(44)} ${milliseconds.toFixed(1).padStart(8)} ms ${(bytes / 1_000).toFixed(0).padStart(6)} kB   ratio ${(milliseconds / (own?.milliseconds ?? 1)).toFixed(2)}`,
  )
if (CHROMIUM === undefined) console.log('Chromium is not installed here: its row is left out.')
