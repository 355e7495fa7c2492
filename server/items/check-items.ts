import { Compile } from 'typebox/schema'
import schema from './item-bank.schema.json' with { type: 'json' }

export type ItemDifficulty = 'easy' | 'medium' | 'hard'
export type ItemCategory = 'specialized' | 'technical' | 'durable' | 'other'

export interface Item {
  readonly id: string
  readonly question: string
  readonly options: readonly [string, string, string, string]
  /** Zero-based index of the right option. */
  readonly answer: number
  readonly rationale: string
  readonly source: string
  readonly difficulty: ItemDifficulty
}

export interface ItemBank {
  readonly skillId: string
  readonly name: string
  readonly category: ItemCategory
  readonly description: string
  readonly items: readonly Item[]
}

/** Two questions that share at least this part of their words are near-duplicates. */
export const NEAR_DUPLICATE_OVERLAP = 0.7
/** The right option may be the (strictly) longest one in less than this part of the items: 0.25 is chance. */
export const MAX_LONGEST_RATE = 0.4
/** Each of the four positions must hold the right option at least and at most this often. */
export const POSITION_RATE = { min: 0.15, max: 0.35 } as const

const bankSchema = Compile(schema)
const CATCH_ALL =
  /\b(all|none|neither|both|any|some) of (the|these|those|them)\b.*\b(above|below|options?|answers?|choices?)\b|^(all|none) of (these|those|them)$/
const STOP_WORDS = new Set(
  (
    'a an the of in on at to for and or is are was be been do does did what which who whom when where why how it its this that these those ' +
    'with by from as has have had if then than there one you your can may should would will after before into most best'
  ).split(' '),
)

const normalise = (text: string): string => text.normalize('NFKC').toLowerCase().replace(/\s+/g, ' ').trim()

/** For options: blanks, quotation marks and a full stop do not make two of them distinct; letter case does, as it may carry meaning in code. */
const optionKey = (text: string): string =>
  text
    .normalize('NFKC')
    .replace(/[`"“”]/g, '')
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/\.$/, '')

/** Words and operators of a question, without words that carry no content and without plain punctuation. */
export const questionTokens = (question: string): ReadonlySet<string> =>
  new Set((normalise(question).match(/[\p{L}\p{N}_]+|[^\s\p{L}\p{N}_.,?`'"]/gu) ?? []).filter((token) => !STOP_WORDS.has(token)))

/** Shared part of two token sets: intersection by union. */
export const overlap = (a: ReadonlySet<string>, b: ReadonlySet<string>): number => {
  let shared = 0
  for (const token of a) if (b.has(token)) shared += 1
  const union = a.size + b.size - shared
  return union === 0 ? 1 : shared / union
}

/** Part of the items whose right option is strictly longer than every other option. */
export const longestAnswerRate = (items: readonly Item[]): number =>
  items.filter((item) =>
    item.options.every((option, index) => index === item.answer || option.length < (item.options[item.answer] ?? '').length),
  ).length / Math.max(1, items.length)

const isItemBank = (bank: unknown): bank is ItemBank => bankSchema.Check(bank)

const percent = (rate: number): string => `${Math.round(rate * 100)}%`

/** Problems of one item bank, each as a sentence; an empty list means that the bank may be used. Rules beyond the schema need a bank that fits it. */
export const checkItemBank = (bank: unknown): string[] => {
  if (!isItemBank(bank)) {
    const [, errors] = bankSchema.Errors(bank)
    return errors.length === 0
      ? ['schema: not an item bank']
      : errors.map((error) => `schema: ${error.instancePath || '/'} ${error.message}`)
  }
  const problems: string[] = []
  const { items } = bank

  const seen = new Set<string>()
  for (const { id } of items) {
    if (seen.has(id)) problems.push(`${id}: id used twice`)
    seen.add(id)
  }

  for (const { id, options } of items) {
    if (new Set(options.map(optionKey)).size !== options.length) problems.push(`${id}: options are not distinct`)
    if (options.some((option) => CATCH_ALL.test(normalise(option)))) problems.push(`${id}: "all/none of the above" is no option`)
  }

  const tokens = items.map((item) => questionTokens(item.question))
  for (const [i, a] of items.entries()) {
    for (let j = i + 1; j < items.length; j += 1) {
      const shared = overlap(tokens[i]!, tokens[j]!)
      if (shared >= NEAR_DUPLICATE_OVERLAP) problems.push(`${a.id}, ${items[j]!.id}: near-duplicate questions (${percent(shared)} overlap)`)
    }
  }

  for (const position of [0, 1, 2, 3]) {
    const rate = items.filter((item) => item.answer === position).length / items.length
    if (rate < POSITION_RATE.min || rate > POSITION_RATE.max)
      problems.push(`answers: position ${position} is right in ${percent(rate)} of the items`)
  }

  const longest = longestAnswerRate(items)
  if (longest >= MAX_LONGEST_RATE) problems.push(`answers: the right option is the longest in ${percent(longest)} of the items`)
  return problems
}
