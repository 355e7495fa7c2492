import { escapeHtml } from '../../core/html.ts'

/** Text that is HTML already. Only `html` makes it, so whatever else stands in a page was escaped. */
export class Markup {
  readonly text: string
  constructor(text: string) {
    this.text = text
  }
}

export type Part = Markup | string | number | readonly Part[] | false | null | undefined

const written = (part: Part): string => {
  if (part === undefined || part === null || part === false) return ''
  if (part instanceof Markup) return part.text
  return typeof part === 'object' ? part.map(written).join('') : escapeHtml(String(part))
}

/** A template whose every part is escaped, unless a template made it. @see reliability T18 */
export const html = (strings: TemplateStringsArray, ...parts: readonly Part[]): Markup =>
  new Markup(strings.reduce((text, string, i) => text + written(parts[i - 1]) + string))

const SCHEMES = ['http:', 'https:', 'mailto:']

/** The address as written, when it leads to a page or a mailbox; everything else stays text. */
export const safeHref = (url: string): string | undefined =>
  URL.canParse(url) && SCHEMES.includes(new URL(url).protocol) ? new URL(url).href : undefined

/** A link that tells the other side nothing, or the words alone where it may not be one. */
export function link(url: string, words: string = url): Markup {
  const href = safeHref(url)
  return href === undefined ? html`<bdi>${words}</bdi>` : html`<a href="${href}" rel="noopener noreferrer nofollow"><bdi>${words}</bdi></a>`
}

/** Data for machines inside a page: no text in it can end the element. It is never run. */
export const dataBlock = (value: unknown, { type, id }: { type: string; id?: string }): Markup =>
  html`<script type="${type}"${id && html` id="${id}"`}>${new Markup(JSON.stringify(value).replace(/[<>&\u2028\u2029]/g, unicode))}</script>`

const unicode = (character: string): string => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`
