import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startTestApp, type TestApp, testEngine } from '../../../test/app.ts'
import { call, signIn } from '../../../test/people.ts'
import { openDatabase } from './client.ts'

describe.runIf(testEngine() === 'postgres')('PostgreSQL that goes away', () => {
  let app: TestApp
  beforeAll(async () => {
    app = await startTestApp()
  })
  afterAll(() => app.stop())

  it('fails the transaction it cut and nothing else: the process lives and the next request is served', async () => {
    const cut = app.database.db.transaction().execute(async (tx) => {
      await sql`select 1`.execute(tx)
      await app.database.executeSql(
        'select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()',
      )
      // the connection dies while nobody is asking it anything
      await new Promise((resolve) => setTimeout(resolve, 100))
      await sql`select 1`.execute(tx)
    })
    await expect(cut).rejects.toThrow()
    expect((await call(app, 'GET', '/health/ready')).body.status).toBe('ready')
  })

  it('is not ready in production when it may forget what it acknowledged, and says so', async () => {
    const url = new URL(process.env.TEST_DATABASE_URL ?? 'postgres://postgres@127.0.0.1:5432/postgres')
    url.searchParams.set('options', '-c synchronous_commit=off')
    const forgetful = await openDatabase({ databaseUrl: url.href, dataDir: '' })
    const { survivesPowerLoss, durability } = forgetful
    await forgetful.close()
    expect([survivesPowerLoss, app.database.survivesPowerLoss]).toEqual([false, true])
    const production = await startTestApp({ env: { NODE_ENV: 'production' } })
    expect((await call(production, 'GET', '/health/ready')).status).toBe(200)
    Object.assign(production.database, { survivesPowerLoss, durability })
    const { status, body, headers } = await call(production, 'GET', '/health/ready')
    expect([status, body.status, Number(headers.get('retry-after')) > 0]).toEqual([503, 'unavailable', true])
    expect(body.durability).toBe('fsync or synchronous_commit is off: no power-loss promise')
    await production.stop()
  })

  it('plans what every visit of a public page asks once for each connection', async () => {
    const person = await signIn(app, 'plans@example.org')
    const { body } = await call(app, 'POST', '/api/me/shares', { headers: person, body: {} })
    const names = new Set<unknown>()
    for (let i = 0; i < 5; i++) {
      expect((await call(app, 'GET', `/r/${body.slug}`)).status).toBe(200)
      const { rows } = await app.database.executeSql('select name from pg_prepared_statements')
      for (const row of rows as { name: string }[]) names.add(row.name)
    }
    expect(names).toContain('resume-version')
  })
  it('knows how long whoever is first in line for a connection has waited', async () => {
    const { db, waitedMs } = app.database
    expect(waitedMs()).toBe(0)
    const sleeping = Array.from({ length: 40 }, () => sql`select pg_sleep(0.1)`.execute(db))
    await new Promise((resolve) => setTimeout(resolve, 60))
    expect(waitedMs()).toBeGreaterThan(40)
    await Promise.all(sleeping)
    expect(waitedMs()).toBe(0)
  })
})
