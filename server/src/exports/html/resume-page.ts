import { checkWords } from './check-words.ts'
import { machineReadable } from './machine-readable.ts'
import { mark, shapes, toneOf } from './marks.ts'
import { html, link, Markup, type Part, safeHref } from './markup.ts'
import type { PageView, SealWord } from './page-view.ts'
import type { RawOf } from './seal.ts'
import { sectionsOf } from './sections.ts'
import { pageStyles, plainStyles } from './styles.ts'
import { pageWords } from './words/index.ts'
import type { PageWords } from './words/page-words.ts'
import { writtenAge } from './written-dates.ts'

export interface PageOptions {
  now: Date
  /** address of the share link; absent in a preview */
  url?: string
  /** may be found by search engines, and says in machine words whose it is */
  isPublic?: boolean
  rawOf?: RawOf
  pdfUrl?: string
  /** address of the script that checks again in the browser */
  scriptUrl?: string
}

export interface Page {
  html: string
  /** the one inline style; a policy may name its hash */
  style: string
}

const LEGEND: readonly SealWord[] = [
  'verified',
  'verified-issuer-unknown',
  'unsigned',
  'unconfirmed',
  'expired',
  'revoked',
  'withdrawn',
  'self-asserted',
]

/** "7 of 9 claims verified, checked 2 minutes ago": the oldest check of all signed claims counts. */
function summaryLine({ sections, skills, summary }: PageView, words: PageWords, now: Date): Markup | false {
  if (summary.claims === 0) return false
  const times = [...sections.flatMap(({ entries }) => entries), ...skills.flatMap(({ proofs }) => proofs)]
    .filter(({ verdict, checkedAt }) => verdict !== 'unsigned' && checkedAt)
    .map(({ checkedAt }) => Date.parse(checkedAt!))
  const oldest = times.length > 0 && Math.min(...times)
  const checked =
    oldest !== false &&
    html`<time class="soft" datetime="${new Date(oldest).toISOString()}">${words.checkedAgo(writtenAge(new Date(oldest), now, words.language))}</time>`
  const any = summary.verified > 0
  return html`<p class="sum tool tab" lang="${words.language}" dir="ltr">${any && html`<span class="green">${mark('verified')}</span>`}<span><span class="${any ? 'green' : 'soft'}">${words.verifiedOf(summary.verified, summary.claims)}</span>${checked}</span></p><p class="tool soft hint" lang="${words.language}" dir="ltr">${words.hint}</p>`
}

function head({ name, profile }: PageView, words: PageWords): Markup {
  const contact: Part[] = [
    profile.location && html`<bdi>${profile.location}</bdi>`,
    profile.email && link(`mailto:${profile.email}`, profile.email),
    profile.phone && html`<bdi>${profile.phone}</bdi>`,
  ].filter(Boolean)
  const links = profile.links.filter(({ url }) => safeHref(url) !== undefined)
  const places = [...contact, ...links.map(({ label, url }) => link(url, label || url))]
  return html`<h1><bdi>${name || words.unnamed}</bdi></h1>${profile.headline && html`<p class="headline" dir="auto">${profile.headline}</p>`}${places.length > 0 && html`<ul class="contact tool">${places.map((place) => html`<li>${place}</li>`)}</ul>`}`
}

const legend = (words: PageWords): Markup =>
  html`<details class="screen"><summary>${words.marksTitle}</summary><ul class="legend">${LEGEND.map((word) => html`<li class="${toneOf(word)}">${mark(word)}<span><strong>${words.verdicts[word].word}</strong> · <span class="soft">${words.verdicts[word].means}</span></span></li>`)}</ul></details>`

function foot(words: PageWords, { url, pdfUrl }: PageOptions): Markup {
  return html`<footer class="foot tool soft" lang="${words.language}" dir="ltr">${pdfUrl && html`<p class="screen"><a class="button quiet" href="${pdfUrl}">${words.pdf}</a></p>`}${legend(words)}<p>${words.madeWith}</p>${url && html`<p class="print">${words.checkAt} ${url}</p>`}</footer>`
}

const document = (language: string, direction: string, title: string, style: string, head: Part, body: Part): string =>
  html`<!doctype html>
<html lang="${language}" dir="${direction}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${title}</title><link rel="icon" href="/favicon.svg" type="image/svg+xml">${head}<style>${new Markup(style)}</style></head><body>${body}</body></html>`
    .text

/**
 * A resume as one page that needs no script: seals in the margin, each opens who, when, evidence and checks. Pure.
 *
 * @param view  what may be shown, nothing else
 */
export function resumePage(view: PageView, options: PageOptions): Page {
  const words = pageWords(view.settings.language)
  const { language, direction } = view.settings
  const style = pageStyles(view.settings)
  const sections = sectionsOf(view, { words, rawOf: options.rawOf ?? (() => undefined) })
  const isEmpty = sections.length === 0
  const said = html`${shapes}<a class="skip tool" href="#resume" lang="${words.language}">${words.skip}</a><div class="page"><main class="sheet" id="resume"><header class="head">${head(view, words)}${summaryLine(view, words, options.now)}</header>${sections}${isEmpty && html`<p class="sec soft" lang="${words.language}" dir="ltr">${words.empty}</p>`}</main></div>${foot(words, options)}${options.scriptUrl && html`${checkWords(words)}<script type="module" src="${options.scriptUrl}"></script>`}`
  return {
    style,
    html: document(language, direction, `${view.name || words.unnamed} · Laurel`, style, machineReadable(view, options), said),
  }
}

/** A page that says or asks something instead of showing a resume; never found by search engines. */
export const plainPage = (words: PageWords, title: string, content: Markup): Page => ({
  style: plainStyles,
  html: document(
    words.language,
    'ltr',
    `${title} · Laurel`,
    plainStyles,
    html`<meta name="robots" content="noindex">`,
    html`<main class="gate"><h1>${title}</h1>${content}</main>`,
  ),
})
