import type { Check } from '../../core/words.ts'
import { issuerLine } from '../issuer-line.ts'
import { mark, toneOf } from './marks.ts'
import { html, link, type Markup } from './markup.ts'
import type { Claim, PageProof, SealWord } from './page-view.ts'
import type { PageWords } from './words/page-words.ts'
import { writtenDate, writtenMoment } from './written-dates.ts'

/** The raw document of an item, when it may be seen: its address, and where in it the item lies. */
export type RawOf = (itemId: string) => { url: string; pointer: string } | undefined

export interface SealOptions {
  words: PageWords
  rawOf: RawOf
}

const SIGNS: Readonly<Record<Check['outcome'], string>> = { passed: '✓', failed: '✗', unknown: '?' }
const INKS: Readonly<Record<Check['outcome'], string>> = { passed: 'ink', failed: 'red', unknown: 'grey' }
/** These reasons say something to everybody; the others wait behind "show the evidence". */
const TELLING = ['dates', 'status', 'issuer-name', 'subject', 'nested']
const ISO = /\d{4}-\d{2}-\d{2}(?:T[\d:.]+(?:Z|[+-]\d{2}:?\d{2})?)?/g

function sentenceOf({ id, outcome }: Check, verdict: SealWord, words: PageWords): string {
  const named = id === 'proof' && verdict === 'unsigned' ? 'no-proof' : id
  return Object.hasOwn(words.checks, named) ? words.checks[named]![outcome] : words.unnamedCheck(id)
}

const reasonOf = ({ id, outcome, because }: Check, locale: string): string =>
  outcome === 'passed' || !TELLING.includes(id) ? '' : because.replace(ISO, (date) => writtenDate(date, locale))

/** The named checks of one statement, in plain words. */
const checkList = ({ checks, verdict }: PageProof, words: PageWords): Markup =>
  html`<ul class="checks">${checks.map((check) => {
    const reason = reasonOf(check, words.language)
    return html`<li><b class="${INKS[check.outcome]}" aria-hidden="true">${SIGNS[check.outcome]}</b><div>${sentenceOf(check, verdict, words)}</div><span class="${INKS[check.outcome]}">${words.outcomes[check.outcome]}</span>${reason && html`<small dir="auto">${reason}</small>`}</li>`
  })}</ul>`

const fact = (name: string, value: Markup | string): Markup | '' => value && html`<dt>${name}</dt><dd>${value}</dd>`

function proofDetails(proof: PageProof, place: string | undefined, { words, rawOf }: SealOptions): Markup {
  const evidence = proof.verdict === 'verified' || proof.verdict === 'verified-issuer-unknown' ? proof.evidence : []
  const raw = rawOf(proof.id)
  return html`<div class="proof" data-verdict="${proof.verdict}">${place && html`<h4>${place} · <span class="${toneOf(proof.verdict)}">${words.verdicts[proof.verdict].word}</span></h4>`}<dl class="facts">${fact(words.issuer, html`<bdi>${issuerLine(proof, words)}</bdi>`)}${fact(words.dated, proof.date && html`<bdi>${writtenDate(proof.date, words.language)}</bdi>`)}${fact(words.sentBy, proof.partner && proof.partner !== proof.issuer ? html`<bdi>${proof.partner}</bdi>` : '')}${fact(words.lastChecked, proof.checkedAt ? writtenMoment(proof.checkedAt, words.language) : '')}</dl>${evidence.length > 0 && html`<h4>${words.evidence}</h4><ul>${evidence.map(({ name, url }) => html`<li>${link(url, name || url)}</li>`)}</ul>`}<h4>${words.whatWasChecked}</h4>${proof.checks.length > 0 ? checkList(proof, words) : html`<p>${words.nothingToCheck}</p>`}${proof.mode === 'test' && html`<p class="amber">${words.testOnly}</p>`}${raw && html`<div class="again" data-raw="${raw.url}" data-pointer="${raw.pointer}"><a href="${raw.url}" rel="nofollow">${words.raw}</a></div>`}</div>`
}

/** A mark and a word in the margin; opening it shows who, when, the evidence and the checks. Works without a script. */
export function seal(claim: Claim, options: SealOptions): Markup {
  const { words } = options
  const { word, means } = words.verdicts[claim.word]
  const many = claim.proofs.length
  return html`<details class="pill" name="seal"><summary class="${toneOf(claim.word)}">${mark(claim.word)}${word}<span class="vh">${words.seeChecks(claim.title)}</span></summary><div class="panel" lang="${words.language}" dir="ltr"><p><strong class="${toneOf(claim.word)}">${word}</strong>. ${means}</p>${claim.description && html`<p class="prose" dir="auto">${claim.description}</p>`}${claim.proofs.map((proof, i) => proofDetails(proof, many > 1 ? words.proofOf(i + 1, many) : undefined, options))}</div></details>`
}
