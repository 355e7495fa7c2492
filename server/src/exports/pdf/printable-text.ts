/** Marks that turn the direction of whatever follows them: one text could reorder what stands beside it. */
const TURNS = /[\u200e\u200f\u202a-\u202e\u2066-\u2069\u061c]/g
const CONTROLS = /[^\P{Cc}\n\t]|[\u2028\u2029\ufff9-\ufffb\ufeff]/gu
const LONE_SURROGATES = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g
const NONCHARACTERS = /\p{Noncharacter_Code_Point}/gu

/** Where a line may be broken though nothing says so: a run this long would leave the page. */
const LONGEST_RUN = 30
const RUN = new RegExp(`[^\\s\\u200b\\u3040-\\u30ff\\u3400-\\u9fff\\uac00-\\ud7af]{${LONGEST_RUN}}(?=\\S)`, 'gu')
const BREAK_HERE = '\u200b'

/** Text that can be set: nothing that runs, turns or overflows is left in it. It stays data; no markup is read in it. */
export function printable(text: string): string {
  return text
    .replace(LONE_SURROGATES, '\ufffd')
    .replace(/\r\n?/g, '\n')
    .replace(CONTROLS, '')
    .replace(NONCHARACTERS, '')
    .replace(TURNS, '')
    .replace(/\t/g, ' ')
    .replace(RUN, (run) => run + BREAK_HERE)
}

/** The lines of a text, empty ones as breaks between paragraphs. */
export const linesOf = (text: string): string[] =>
  printable(text)
    .replace(/\n{3,}/g, '\n\n')
    .trim()
    .split('\n')
    .map((line) => line.trim())

/** One line, whatever breaks were in it. */
export const lineOf = (text: string): string => printable(text).replace(/\s+/g, ' ').trim()
