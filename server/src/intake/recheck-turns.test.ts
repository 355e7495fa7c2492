import { afterAll, beforeAll, expect, it } from 'vitest'
import { startTestApp, type TestApp } from '../../test/app.ts'
import { badge, makePartner, push, type TestPartner } from '../../test/people.ts'
import { askForRecheck, leaseRechecks } from './store/rechecks.ts'

let app: TestApp
beforeAll(async () => {
  app = await startTestApp()
})
afterAll(() => app.stop())

it('a partner whose many credentials wait for their checks does not make another’s wait for all of them', async () => {
  const { db } = app.database
  const [busy, other] = [await makePartner(app, { name: 'Busy' }), await makePartner(app, { name: 'Other' })]
  // due tomorrow: until then the server itself leaves them alone
  const tomorrow = Date.now() + 86_400_000
  const ask = async (partner: TestPartner, times: number, due: number): Promise<void> => {
    expect((await push(app, partner, { credentials: Array.from({ length: times }, () => badge()) })).status).toBe(200)
    const rows = await db.selectFrom('credentials').select('id').where('partner_id', '=', partner.id).execute()
    await db.transaction().execute((tx) =>
      askForRecheck(
        tx,
        rows.map(({ id }) => id),
        new Date(due),
      ),
    )
  }
  await ask(busy, 5, tomorrow)
  await ask(other, 2, tomorrow + 1_000)
  const now = new Date(tomorrow + 2_000)
  const until = new Date(tomorrow + 60_000)
  const taken: string[] = []
  for (let i = 0; i < 7; i++) {
    const [due] = await leaseRechecks(db, now, until, 1)
    const row = await db
      .selectFrom('credentials')
      .select('partner_id')
      .where('id', '=', due?.credentialId ?? '')
      .executeTakeFirst()
    taken.push(row?.partner_id === busy.id ? 'busy' : 'other')
  }
  expect(taken).toEqual(['busy', 'other', 'busy', 'other', 'busy', 'busy', 'busy'])
  expect(await leaseRechecks(db, now, until, 1)).toEqual([])
})
