import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { startTestApp, type TestApp } from '../../../test/app.ts'

const QUEUE = 'counting'
const MANY = 70
/** less than the time to the next poll */
const SOON_MS = 4_500

describe('a queue', () => {
  let app: TestApp
  beforeAll(async () => {
    app = await startTestApp()
  })
  afterAll(() => app.stop())

  it('with more than a batch waiting is worked off without a pause for the next poll', async () => {
    const done = new Set<number>()
    await app.jobs.work<{ n: number }>(QUEUE, { retries: 0, firstRetrySeconds: 1, timeoutSeconds: 30 }, async ({ n }) => void done.add(n))
    await app.database.db.transaction().execute(async (tx) => {
      for (let n = 0; n < MANY; n++) await app.jobs.send(tx, QUEUE, { n })
    })
    app.jobs.wake(QUEUE)
    await vi.waitFor(() => expect(done.size).toBe(MANY), { timeout: SOON_MS, interval: 50 })
  })
})
