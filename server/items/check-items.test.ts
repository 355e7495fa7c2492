import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { checkItemBank, type Item, type ItemBank, longestAnswerRate, overlap, questionTokens } from './check-items.ts'

const SKILLS = [
  'JavaScript',
  'TypeScript',
  'React',
  'Node.js',
  'Python',
  'SQL',
  'Git',
  'HTML and CSS',
  'Data Analysis',
  'Project Management',
  'Communication',
  'Customer Service',
]

const folder = new URL('.', import.meta.url)
const files = readdirSync(folder).filter((name) => name.endsWith('.json') && name !== 'item-bank.schema.json')
const read = (name: string): unknown => JSON.parse(readFileSync(new URL(name, folder), 'utf8'))
const banks = files.map((name) => read(name) as ItemBank)
const good = (): ItemBank => read('javascript.json') as ItemBank

/** The good bank with one item changed. */
const plant = (change: (item: Item, index: number) => Item): ItemBank => ({ ...good(), items: good().items.map(change) })
const plantAt = (at: number, change: Partial<Record<keyof Item, unknown>>): ItemBank =>
  plant((item, index) => (index === at ? ({ ...item, ...change } as Item) : item))
const withOption = (item: Item, at: number, text: string): Item['options'] =>
  item.options.map((option, index) => (index === at ? text : option)) as unknown as Item['options']
const wrong = (item: Item): number => (item.answer + 1) % 4

describe('the item bank', () => {
  it('covers the common skills', () => {
    expect(banks.map((bank) => bank.name).sort()).toEqual([...SKILLS].sort())
  })

  it.each(files)('%s has no problems', (name) => {
    expect(checkItemBank(read(name))).toEqual([])
  })

  it('uses each skill id and each item id once', () => {
    const skillIds = banks.map((bank) => bank.skillId)
    const itemIds = banks.flatMap((bank) => bank.items.map((item) => item.id))
    expect(new Set(skillIds).size).toBe(skillIds.length)
    expect(new Set(itemIds).size).toBe(itemIds.length)
  })

  it('has items of every difficulty for each skill', () => {
    for (const bank of banks) {
      for (const difficulty of ['easy', 'medium', 'hard']) {
        expect(bank.items.filter((item) => item.difficulty === difficulty).length, `${bank.name} ${difficulty}`).toBeGreaterThanOrEqual(8)
      }
    }
  })
})

describe('checkItemBank finds', () => {
  it.each<[string, unknown]>([
    ['no object', null],
    ['a missing field', { ...good(), name: undefined }],
    ['an unknown field', { ...good(), level: 3 }],
    ['an unknown category', { ...good(), category: 'soft' }],
    ['a malformed skill id', { ...good(), skillId: 'JavaScript' }],
    ['fewer than 40 items', { ...good(), items: good().items.slice(0, 39) }],
    ['three options', plantAt(3, { options: ['1', '2', '3'] })],
    ['five options', plantAt(3, { options: ['1', '2', '3', '4', '5'] })],
    ['an empty option', plantAt(3, { options: ['1', '2', '3', ''] })],
    ['equal options', plantAt(3, { options: ['1', '2', '3', '3'] })],
    ['an answer out of range', plantAt(3, { answer: 4 })],
    ['an answer that is no index', plantAt(3, { answer: 1.5 })],
    ['no source', plantAt(3, { source: '' })],
    ['no rationale', plantAt(3, { rationale: undefined })],
    ['an unknown difficulty', plantAt(3, { difficulty: 'expert' })],
  ])('%s', (_, bank) => {
    const problems = checkItemBank(bank)
    expect(problems.length).toBeGreaterThan(0)
    expect(problems.every((problem) => problem.startsWith('schema: '))).toBe(true)
  })

  it('an id used twice', () => {
    expect(checkItemBank(plantAt(5, { id: good().items[0]!.id }))).toEqual([`${good().items[0]!.id}: id used twice`])
  })

  it('options that differ only in blanks, marks or a full stop', () => {
    const item = good().items[4]!
    const bank = plantAt(4, { options: withOption(item, wrong(item), ` ${item.options[item.answer]!.replaceAll('`', '"')}.`) })
    expect(checkItemBank(bank)).toContain(`${item.id}: options are not distinct`)
  })

  it.each(['All of the above', 'None of the above.', 'None of these', 'Neither of the other answers', 'Both of the options above'])(
    'the catch-all option "%s"',
    (text) => {
      const item = good().items[6]!
      expect(checkItemBank(plantAt(6, { options: withOption(item, wrong(item), text) }))).toEqual([
        `${item.id}: "all/none of the above" is no option`,
      ])
    },
  )

  it('near-duplicate questions', () => {
    const [first] = good().items
    const problems = checkItemBank(plantAt(9, { question: `So ${first!.question}` }))
    expect(problems).toHaveLength(1)
    expect(problems[0]).toMatch(/near-duplicate/)
  })

  it('a key that prefers a position', () => {
    const moved = plant((item) => {
      const rest = item.options.filter((_, index) => index !== item.answer)
      return { ...item, options: [item.options[item.answer]!, ...rest] as unknown as Item['options'], answer: 0 }
    })
    expect(checkItemBank(moved)).toContain('answers: position 0 is right in 100% of the items')
  })

  it('right options that are mostly the longest', () => {
    const padded = plant((item, index) =>
      index % 2 === 0 ? { ...item, options: withOption(item, item.answer, item.options[item.answer]!.padEnd(120, ' indeed')) } : item,
    )
    expect(longestAnswerRate(padded.items)).toBeGreaterThanOrEqual(0.5)
    expect(checkItemBank(padded).some((problem) => /the longest in \d+%/.test(problem))).toBe(true)
  })
})

describe('overlap', () => {
  it('is 1 for the same words in another order and 0 for other words', () => {
    expect(overlap(questionTokens('Which branch is merged?'), questionTokens('merged branch: which'))).toBeGreaterThan(0.6)
    expect(overlap(questionTokens('Which branch?'), questionTokens('What tag?'))).toBe(0)
    expect(overlap(new Set(), new Set())).toBe(1)
  })
})
