import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startTestApp, type TestApp } from '../../test/app.ts'
import { badge, call, makePartner, operator, push } from '../../test/people.ts'

let app: TestApp
beforeAll(async () => {
  app = await startTestApp()
})
afterAll(() => app.stop())

const create = (body: object) => call(app, 'POST', '/api/admin/partners', { headers: operator, body: { name: 'A school', ...body } })
const change = (id: string, body: object) => call(app, 'PATCH', `/api/admin/partners/${id}`, { headers: operator, body })

describe('what the operator sets of a partner', () => {
  it.each(['https://', 'http://[::zz]/import', 'https://x.example:99999/', 'https://somebody:secret@x.example/'])(
    'importUrl %s: 400',
    async (importUrl) => {
      const { id } = await makePartner(app)
      for (const { status, body } of [await create({ importUrl }), await change(id, { importUrl })])
        expect([status, body.code]).toEqual([400, 'import_url_invalid'])
    },
  )

  it('no scope chosen is no scope; not spoken of is all', async () => {
    expect((await create({ scopes: [] })).body.scopes).toEqual([])
    expect((await create({})).body.scopes).toEqual(['delete', 'readonly', 'replace'])
  })

  it('a change of mode counts for what is sent from then on; what was sent keeps its mode', async () => {
    const partner = await makePartner(app, { mode: 'test' })
    await push(app, partner, { credential: badge() })
    expect(await change(partner.id, { mode: 'live' })).toMatchObject({ status: 200, body: { mode: 'live' } })
    await push(app, partner, { credential: badge() })
    const { rows } = (await call(app, 'GET', `/api/admin/usage?partnerId=${partner.id}`, { headers: operator })).body
    expect(rows.map(({ mode, uploads }: { mode: string; uploads: number }) => `${mode} ${uploads}`).sort()).toEqual(['live 1', 'test 1'])
    expect((await change(partner.id, { mode: 'real' })).body.fields).toMatchObject([{ pointer: '/mode' }])
  })

  it('answers with a key are kept by nobody on the way', async () => {
    const { body, headers } = await create({})
    const rotated = await call(app, 'POST', `/api/admin/partners/${body.id}/rotate-key`, { headers: operator })
    expect([headers.get('cache-control'), rotated.headers.get('cache-control')]).toEqual(['no-store', 'no-store'])
  })

  it('an issuer id is not blank', async () => {
    expect((await create({ issuerIds: [' '] })).status).toBe(400)
  })

  it('a landing page is shown alike, however its colours and its line were spelled', async () => {
    const landing = { title: 'Welcome', marketplaceName: 'The market', colours: { background: '#112233', accent: '#ffcc00' } }
    const { body } = await create({ landing })
    expect((await call(app, 'GET', `/api/partners/${body.slug}`)).body.landing).toEqual({
      title: 'Welcome',
      text: '',
      marketplace: 'The market',
      background: '#112233',
      accent: '#ffcc00',
      logo: null,
    })
  })

  it('what a partner that has ended left unanswered is asked no more', async () => {
    const partner = await makePartner(app)
    await push(app, partner, { credential: badge({}, { achievementType: 'NobodyKnows' }) })
    const alerts = async () => (await call(app, 'GET', '/api/admin/alerts', { headers: operator })).body.alerts
    expect(await alerts()).toMatchObject([{ partnerId: partner.id, achievementType: 'NobodyKnows' }])
    await call(app, 'DELETE', `/api/admin/partners/${partner.id}`, { headers: operator })
    expect(await alerts()).toEqual([])
  })
})
