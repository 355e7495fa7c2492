import { describe, expect, it } from 'vitest'
import { createUploadTurns } from './upload-turns.ts'

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))
const KB = 1_024

describe('turns of uploads', () => {
  it('refuse a partner whose line has waited long already, and nobody else', async () => {
    const turns = createUploadTurns(20)
    const held = await Promise.all(Array.from({ length: 4 }, () => turns.take('busy', KB)))
    const waiting = turns.take('busy', KB)
    await pause(30)
    await expect(turns.take('busy', KB)).rejects.toMatchObject({
      code: 'server_busy',
      kind: 'unavailable',
      facts: { retryAfterSeconds: 2 },
    })
    const other = await turns.take('other', KB)
    const large = await turns.take('busy', 2 * KB * KB)
    for (const turn of [...held, other, large]) turn.end()
    ;(await waiting).end()
    // the line is short again
    ;(await turns.take('busy', KB)).end()
  })
})
