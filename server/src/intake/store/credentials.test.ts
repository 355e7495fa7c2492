import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startTestApp, type TestApp } from '../../../test/app.ts'
import { badge, makePartner, push } from '../../../test/people.ts'
import { ofSender } from './credentials.ts'

describe('the copies a partner has sent', () => {
  let app: TestApp
  beforeAll(async () => {
    app = await startTestApp()
  })
  afterAll(() => app.stop())

  it('are found by their own index, also in a table that nobody has analysed since it grew', async () => {
    const partner = await makePartner(app)
    const credentials = Array.from({ length: 50 }, () => badge())
    expect((await push(app, partner, { credentials })).status).toBe(200)
    const { rows } = await sql<{
      'QUERY PLAN': string
    }>`explain select c.id from credentials c where ${ofSender({ partnerId: partner.id, mode: 'live' })} and c.assertion_id = ${'urn:uuid:none'}`.execute(
      app.database.db,
    )
    const plan = rows.map((row) => row['QUERY PLAN']).join('\n')
    expect(plan).toContain('credentials_by_sender')
    // both words are looked up: nothing is read only to be left out
    expect(plan).toMatch(/Index Cond: .*partner_id.*assertion_id/)
    expect(plan).not.toContain('Filter')
  })
})
