import { describe, expect, it } from 'vitest'
import { askedTogether } from './asked-together.ts'
import type { Db } from './database.ts'

const db = { isTransaction: false } as Db

/** A table that answers when it is told to. */
function table() {
  const rows = new Map([['a', 1]])
  const asked: string[][] = []
  const answers: (() => void)[] = []
  const read = askedTogether<number>(async (_db, keys) => {
    asked.push([...keys])
    const seen = new Map(rows)
    await new Promise<void>((resolve) => answers.push(resolve))
    if (seen.has('broken')) throw new Error('away')
    return seen
  })
  const answer = async (): Promise<void> => {
    await expect.poll(() => answers.length).toBeGreaterThan(0)
    answers.shift()?.()
  }
  return { rows, asked, read, answer }
}

describe('a read that many ask for', () => {
  it('is one statement for all who came while the one before was under way, each key once', async () => {
    const { asked, read, answer } = table()
    const first = read(db, 'a')
    await expect.poll(() => asked.length).toBe(1)
    const later = [read(db, 'a')]
    for (const key of ['b', 'a']) {
      // whenever they come: none is asked beside the one that is under way
      await new Promise((resolve) => setTimeout(resolve, 20))
      later.push(read(db, key))
    }
    await new Promise((resolve) => setTimeout(resolve, 20))
    expect(asked).toHaveLength(1)
    await answer()
    expect(await first).toBe(1)
    await answer()
    expect(await Promise.all(later)).toEqual([1, undefined, 1])
    expect(asked).toEqual([['a'], ['a', 'b']])
  })

  it('sees what was written before it was asked, also while an older one is under way', async () => {
    const { asked, rows, read, answer } = table()
    const before = read(db, 'a')
    await expect.poll(() => asked.length).toBe(1)
    rows.set('a', 2)
    const after = read(db, 'a')
    await answer()
    await answer()
    expect([await before, await after]).toEqual([1, 2])
  })

  it('fails for those who asked together, and not for the next', async () => {
    const { rows, read, answer } = table()
    rows.set('broken', 0)
    const asking = Promise.allSettled([read(db, 'a'), read(db, 'b')])
    await answer()
    expect((await asking).map(({ status }) => status)).toEqual(['rejected', 'rejected'])
    rows.delete('broken')
    const next = read(db, 'a')
    await answer()
    expect(await next).toBe(1)
  })

  it('stands alone in a transaction', async () => {
    const { asked, read, answer } = table()
    const outside = read(db, 'a')
    await expect.poll(() => asked.length).toBe(1)
    const inside = read({ isTransaction: true } as Db, 'a')
    await expect.poll(() => asked.length).toBe(2)
    await answer()
    await answer()
    expect(await Promise.all([outside, inside])).toEqual([1, 1])
  })
})
