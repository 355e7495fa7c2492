import { afterAll, beforeAll, expect, it } from 'vitest'
import { startTestApp, type TestApp } from '../test/app.ts'
import { badge, makePartner, push, signIn } from '../test/people.ts'
import { clockOf } from './app.ts'
import { keepHouse } from './housekeeping.ts'

let app: TestApp
beforeAll(async () => {
  app = await startTestApp()
})
afterAll(() => app.stop())

const count = async (table: string): Promise<number> =>
  (await app.database.executeSql(`select count(*)::int as n from ${table}`)).rows.map((row) => (row as { n: number }).n)[0] ?? -1
const TABLES = ['access_tokens', 'sessions', 'email_codes', 'idempotent_answers']

it('keeps what lives and removes what is dead', async () => {
  const partner = await makePartner(app)
  await push(app, partner, { credentials: [badge()] }, { 'idempotency-key': 'k' })
  await signIn(app, 'house@example.org')
  await fetch(`${app.base}/api/sign-in`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: '{"email":"later@example.org"}',
  })
  const deps = { db: app.database.db, now: clockOf(app.config) }
  await keepHouse(deps)
  expect(await Promise.all(TABLES.map(count))).toEqual([1, 1, 1, 1])
  app.travel(31 * 86_400_000)
  await keepHouse(deps)
  expect(await Promise.all(TABLES.map(count))).toEqual([0, 0, 0, 0])
  expect(await count('credentials')).toBe(1)
})
