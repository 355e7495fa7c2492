import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { startTestApp, type TestApp } from '../../../test/app.ts'
import { startJobs } from './jobs.ts'

const QUEUE = 'counting'
const MANY = 70
/** less than the time to the next poll */
const SOON_MS = 4_500

/** @see reliability D10 */
it('whose database goes away under a job says so, and leaves no promise that nobody holds', async () => {
  const app = await startTestApp({ role: 'web' })
  let isAway = false
  const gone = Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' })
  const unheld: unknown[] = []
  const told: unknown[] = []
  const note = (error: unknown) => unheld.push(error)
  process.on('unhandledRejection', note)
  const executeSql: typeof app.database.executeSql = (text, values) =>
    isAway ? Promise.reject(gone) : app.database.executeSql(text, values)
  const jobs = await startJobs({ ...app.database, executeSql }, (error) => told.push(error))
  await jobs.work<object>('dying', { retries: 3, firstRetrySeconds: 1, timeoutSeconds: 30 }, async () => {
    isAway = true
  })
  await app.database.db.transaction().execute((tx) => jobs.send(tx, 'dying', {}))
  jobs.wake('dying')
  await vi.waitFor(() => expect(told).toContain(gone), { timeout: SOON_MS, interval: 50 })
  await new Promise((resolve) => setImmediate(resolve))
  isAway = false
  process.off('unhandledRejection', note)
  expect(unheld).toEqual([])
  const { rows } = await app.database.executeSql(`select state from jobs.job where name = 'dying'`)
  expect(rows).toEqual([{ state: 'active' }])
  await jobs.stop()
  await app.stop()
})

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
