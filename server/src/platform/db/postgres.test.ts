import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startTestApp, type TestApp, testEngine } from '../../../test/app.ts'
import { call } from '../../../test/people.ts'

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
})
