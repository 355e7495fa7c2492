import { describe, expect, it } from 'vitest'
import { FairTurns, type Turn } from './fair-turns.ts'

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))

/** Asks for turns and writes down who got one. */
function line(turns: FairTurns) {
  const served: string[] = []
  const held: { key: string; turn: Turn }[] = []
  const ask = async (key: string): Promise<void> => {
    const turn = await turns.take(key)
    served.push(key)
    held.push({ key, turn })
  }
  const endOne = async (key: string): Promise<void> => {
    const [found] = held.splice(
      held.findIndex((one) => one.key === key),
      1,
    )
    found?.turn.end()
    await pause(0)
  }
  return { served, ask, endOne, held }
}

describe('turns', () => {
  it('are all there for one who is alone', async () => {
    const { served, ask } = line(new FairTurns({ inAll: 8, alone: 3 }))
    for (let i = 0; i < 5; i++) void ask('busy')
    await pause(0)
    expect(served).toEqual(['busy', 'busy', 'busy'])
  })

  it('go to whoever holds the fewest: a newcomer never waits behind a queue, and beside others each has one', async () => {
    const { served, ask, endOne } = line(new FairTurns({ inAll: 4, alone: 4 }))
    for (let i = 0; i < 20; i++) void ask('busy')
    await pause(0)
    void ask('other')
    await endOne('busy')
    expect(served.slice(4)).toEqual(['other'])
    await endOne('busy')
    await endOne('busy')
    // one is held by the busy one, one by the other; two stay free for whoever comes
    expect(served.slice(5)).toEqual([])
    void ask('third')
    await pause(0)
    expect(served.slice(5)).toEqual(['third'])
    await endOne('busy')
    expect(served.slice(6)).toEqual(['busy'])
  })

  it('are all there again when the others have been silent for a second', async () => {
    const { served, ask, endOne } = line(new FairTurns({ inAll: 4, alone: 4 }))
    void ask('other')
    await pause(0)
    await endOne('other')
    for (let i = 0; i < 6; i++) void ask('busy')
    await pause(0)
    expect(served).toEqual(['other', 'busy'])
    await pause(1_050)
    await endOne('busy')
    expect(served).toEqual(['other', 'busy', 'busy', 'busy', 'busy', 'busy'])
  })

  it('are given up while one waits long for something outside, and only then', async () => {
    const turns = new FairTurns({ inAll: 1, alone: 1 })
    const order: string[] = []
    const slow = turns.take('slow').then(async (turn) => {
      await turn.outside(async () => order.push('at once'))
      order.push('slow goes out')
      await turn.outside(() => pause(60))
      order.push('slow is back')
      turn.end()
    })
    await pause(0)
    const other = turns.take('other').then(async (turn) => {
      order.push('other')
      await pause(100)
      order.push('other ends')
      turn.end()
    })
    await Promise.all([slow, other])
    expect(order).toEqual(['at once', 'slow goes out', 'other', 'other ends', 'slow is back'])
    // nothing was lost: the one turn can be had again
    const last = await turns.take('slow')
    last.end()
  })

  it('come back also when the work outside fails, once', async () => {
    const turns = new FairTurns({ inAll: 2, alone: 1 })
    const turn = await turns.take('one')
    await expect(
      turn.outside(async () => {
        await pause(30)
        throw new Error('unreachable')
      }),
    ).rejects.toThrow('unreachable')
    turn.end()
    turn.end()
    const { served, ask } = line(turns)
    void ask('one')
    void ask('one')
    await pause(0)
    expect(served).toEqual(['one'])
  })
  it('say how many of one wait, and how long the first of them has', async () => {
    const turns = new FairTurns({ inAll: 1, alone: 1 })
    const turn = await turns.take('busy')
    const waiting = [turns.take('busy'), turns.take('busy')]
    await pause(20)
    expect(turns.waiting('busy').places).toBe(2)
    expect(turns.waiting('busy').longestMs).toBeGreaterThan(10)
    expect(turns.waiting('other')).toEqual({ places: 0, longestMs: 0 })
    turn.end()
    for (const next of waiting) (await next).end()
    expect(turns.waiting('busy')).toEqual({ places: 0, longestMs: 0 })
  })
})
