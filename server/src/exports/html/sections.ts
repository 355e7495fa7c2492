import { SKILL_CATEGORIES, SKILL_LEVELS } from '../../core/words.ts'
import { blocksOf, type EntryView, type SkillView } from '../../resume/index.ts'
import { issuerLine } from '../issuer-line.ts'
import { html, link, type Markup, type Part } from './markup.ts'
import { claimOfEntry, claimOfSkill, type PageView } from './page-view.ts'
import { type SealOptions, seal } from './seal.ts'
import type { PageWords } from './words/page-words.ts'
import { writtenDate } from './written-dates.ts'

function spanOf({ startDate, endDate, date }: EntryView, words: PageWords): string {
  const write = (text: string): string => writtenDate(text, words.language)
  if (startDate === '' && endDate === '') return write(date)
  return [startDate, endDate || words.present].filter(Boolean).map(write).join(' – ')
}

function entryRow(entry: EntryView, options: SealOptions): Markup {
  const { words } = options
  const by = entry.kind === 'own' ? entry.organization : issuerLine(entry, words)
  const when = spanOf(entry, words)
  return html`<li class="row"><div><h3><bdi>${entry.title}</bdi></h3><p class="tool soft"><bdi>${by}</bdi>${by && when && ' · '}<bdi class="tab">${when}</bdi></p>${entry.kind === 'own' && entry.url && html`<p class="tool">${link(entry.url)}</p>`}${entry.description && html`<p class="prose" dir="auto">${entry.description}</p>`}${entry.ownWording && html`<div class="own"><p class="tool soft" lang="${words.language}">${words.ownWords}</p><p class="prose" dir="auto">${entry.ownWording}</p>${entry.notices.map(({ text }) => html`<p class="tool notice" dir="auto">${text}</p>`)}</div>`}</div>${seal(claimOfEntry(entry), options)}</li>`
}

function skillRow(skill: SkillView, options: SealOptions): Markup {
  const { words } = options
  const step = skill.level === null ? -1 : SKILL_LEVELS.indexOf(skill.level)
  const dots =
    skill.level &&
    html`<span class="dots" aria-hidden="true">${SKILL_LEVELS.map((_, i) => html`<i class="${i <= step ? 'on' : ''}"></i>`)}</span>${words.levels[skill.level]}`
  const proofs = skill.proofs.length > 0 && words.proofs(skill.proofs.length)
  return html`<li class="row"><div><h3><bdi>${skill.name}</bdi></h3>${(dots || proofs) && html`<p class="tool soft">${dots}${dots && proofs && ' · '}${proofs}</p>`}</div>${seal(claimOfSkill(skill), options)}</li>`
}

function skillGroups(skills: readonly SkillView[], options: SealOptions): Markup[] {
  const { words } = options
  const groups = [...SKILL_CATEGORIES, null]
    .map((category) => ({ category, own: skills.filter((skill) => skill.category === category) }))
    .filter(({ own }) => own.length > 0)
  return groups.map(
    ({ category, own }) =>
      html`${groups.length > 1 && html`<h3 class="group">${category === null ? words.uncategorized : words.categories[category]}</h3>`}<ul>${own.map((skill) => skillRow(skill, options))}</ul>`,
  )
}

const section = (id: string, heading: string, lang: string, content: Part): Markup =>
  html`<section class="sec" aria-labelledby="${id}"><h2 id="${id}" lang="${lang}">${heading}</h2>${content}</section>`

/** Everything under a heading that has something in it, in the order of the resume. */
export function sectionsOf(view: PageView, options: SealOptions): Markup[] {
  const { sections, language } = options.words
  return blocksOf(view).map(({ name, text, entries, skills }, i) => {
    const rows = entries.length > 0 && html`<ul>${entries.map((entry) => entryRow(entry, options))}</ul>`
    const prose = text && html`<p class="prose" dir="auto">${text}</p>`
    return section(`s${i}`, sections[name], language, html`${prose}${rows}${skillGroups(skills, options)}`)
  })
}
