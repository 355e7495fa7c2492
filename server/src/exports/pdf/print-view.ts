import { SKILL_CATEGORIES } from '../../core/words.ts'
import { blocksOf, type EntryView, type ResumeView, type SkillView } from '../../resume/index.ts'
import { safeHref } from '../html/markup.ts'
import { claimOfEntry, claimOfSkill, type SealWord } from '../html/page-view.ts'
import { pageWords } from '../html/words/index.ts'
import type { PageWords } from '../html/words/page-words.ts'
import { writtenDate } from '../html/written-dates.ts'
import { issuerLine } from '../issuer-line.ts'
import { SHAPE_OF, type Shape } from '../verdict-shapes.ts'
import { lineOf, linesOf } from './printable-text.ts'
import { qrSvg } from './qr.ts'
import { pdfWords } from './words.ts'

interface Seal {
  shape: Shape
  word: string
}

interface PrintedEntry {
  title: string
  by: string
  when: string
  seal: Seal
  text: string[]
  ownLabel: string
  own: string[]
  links: { text: string; url: string }[]
}

/** Everything that stands on the paper, as words ready to be set; the template adds nothing. */
export interface Printed {
  language: string
  region: string
  /** of the words that are not the person's */
  wordsLanguage: string
  direction: 'ltr' | 'rtl'
  template: ResumeView['settings']['template']
  accent: string
  paper: 'a4' | 'us-letter'
  title: string
  name: string
  headline: string
  contact: { text: string; url: string }[]
  count: { seal: Shape; text: string }
  sections: {
    heading: string
    text: string[]
    entries: PrintedEntry[]
    groups: { heading: string; skills: { name: string; note: string; seal: Seal }[] }[]
  }[]
  foot: { text: string; url: string; label: string; qr: string; alt: string }
  pageOf: string
}

const sealOf = (word: SealWord, words: PageWords): Seal => ({ shape: SHAPE_OF[word], word: words.verdicts[word].word })

function spanOf({ startDate, endDate, date }: EntryView, words: PageWords): string {
  const write = (text: string): string => lineOf(writtenDate(text, words.language))
  if (startDate === '' && endDate === '') return write(date)
  return [startDate, endDate || words.present].filter(Boolean).map(write).join(' – ')
}

/** Words and where they lead; words alone where that is neither a page nor a mailbox. */
const linkTo = (url: string, words: string = url): { text: string; url: string } => ({
  text: lineOf(words || url),
  url: safeHref(url) ?? '',
})

function printedEntry(entry: EntryView, words: PageWords): PrintedEntry {
  const links =
    entry.kind === 'own' ? [entry.url].filter(Boolean).map((url) => linkTo(url)) : entry.evidence.map(({ name, url }) => linkTo(url, name))
  return {
    title: lineOf(entry.title),
    by: lineOf(entry.kind === 'own' ? entry.organization : issuerLine(entry, words)),
    when: spanOf(entry, words),
    seal: sealOf(claimOfEntry(entry).word, words),
    text: entry.description === '' ? [] : linesOf(entry.description),
    ownLabel: words.ownWords,
    own: entry.ownWording === '' ? [] : linesOf(entry.ownWording),
    links,
  }
}

const printedSkill = (skill: SkillView, words: PageWords) => ({
  name: lineOf(skill.fullName || skill.name),
  note: [skill.level && words.levels[skill.level], skill.proofs.length > 0 && words.proofs(skill.proofs.length)]
    .filter(Boolean)
    .join(' · '),
  seal: sealOf(claimOfSkill(skill).word, words),
})

function groupsOf(skills: readonly SkillView[], words: PageWords): Printed['sections'][number]['groups'] {
  const groups = [...SKILL_CATEGORIES, null]
    .map((category) => ({ category, own: skills.filter((skill) => skill.category === category) }))
    .filter(({ own }) => own.length > 0)
  return groups.map(({ category, own }) => ({
    heading: groups.length === 1 ? '' : category === null ? words.uncategorized : words.categories[category],
    skills: own.map((skill) => printedSkill(skill, words)),
  }))
}

const contactOf = ({ location, email, phone, links }: ResumeView['profile']): Printed['contact'] => [
  ...(location === '' ? [] : [{ text: lineOf(location), url: '' }]),
  ...(email === '' ? [] : [linkTo(`mailto:${email}`, email)]),
  ...(phone === '' ? [] : [{ text: lineOf(phone), url: '' }]),
  ...links.map(({ label, url }) => linkTo(url, label)),
]

/** `en-GB` as Typst takes it: a language of two or three letters, and a region of two. */
function tagOf(language: string): { language: string; region: string } {
  const [primary = '', ...rest] = language.toLowerCase().split('-')
  return {
    language: /^[a-z]{2,3}$/.test(primary) ? primary : 'en',
    region: rest.find((part) => /^[a-z]{2}$/.test(part))?.toUpperCase() ?? '',
  }
}

/**
 * A resume as it is printed: every word, in reading order. Pure.
 *
 * @param view     what may be shown, nothing else
 * @param shareUrl where the page of this resume is; its QR code is printed
 * @param now      the day it says it was printed
 * @param hasDocuments whether the documents behind it are attached, which is said then
 */
export function printedOf(
  view: ResumeView,
  { shareUrl, now, hasDocuments }: { shareUrl?: string | undefined; now: Date; hasDocuments: boolean },
): Printed {
  const { name, profile, settings, summary } = view
  const words = pageWords(settings.language)
  const own = pdfWords(words.language)
  return {
    ...tagOf(settings.language),
    wordsLanguage: words.language,
    direction: settings.direction,
    template: settings.template,
    accent: settings.accent,
    paper: settings.paper === 'Letter' ? 'us-letter' : 'a4',
    title: own.title(lineOf(name)),
    name: lineOf(name) || words.unnamed,
    headline: lineOf(profile.headline),
    contact: contactOf(profile).filter(({ text }) => text !== ''),
    count: {
      seal: summary.verified > 0 ? 'leaf' : 'none',
      text:
        summary.claims === 0
          ? ''
          : `${words.verifiedOf(summary.verified, summary.claims)}, ${own.asOf(writtenDate(now.toISOString(), words.language))}`,
    },
    sections: blocksOf(view).map(({ name: place, text, entries, skills }) => ({
      heading: words.sections[place],
      text: text === '' ? [] : linesOf(text),
      entries: entries.map((entry) => printedEntry(entry, words)),
      groups: groupsOf(skills, words),
    })),
    foot: {
      text: hasDocuments ? own.foot : own.madeWith,
      label: shareUrl === undefined ? '' : words.checkAt,
      url: shareUrl ?? '',
      qr: shareUrl === undefined ? '' : qrSvg(shareUrl),
      alt: shareUrl === undefined ? '' : own.qrAlt(shareUrl),
    },
    pageOf: own.pageOf,
  }
}
