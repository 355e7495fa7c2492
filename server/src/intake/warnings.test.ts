import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startTestApp, type TestApp } from '../../test/app.ts'
import { badge, call, imsxField, makePartner, operator, push, signIn, type TestPartner } from '../../test/people.ts'

let app: TestApp
let partner: TestPartner
beforeAll(async () => {
  app = await startTestApp()
  partner = await makePartner(app)
})
afterAll(() => app.stop())

describe('warnings and alerts', () => {
  it('a mapping set on the partner answers its alert and moves what is there; taken away, the alert is open again', async () => {
    const own = await makePartner(app)
    const send = (achievementType: string) => push(app, own, { recipient: { id: 'm' }, credential: badge({}, { achievementType }) })
    const open = async () =>
      (await call(app, 'GET', '/api/admin/alerts', { headers: operator })).body.alerts
        .filter(({ partnerId }: { partnerId: string }) => partnerId === own.id)
        .map(({ achievementType }: { achievementType: string }) => achievementType)
    const map = (typeOverrides: object) =>
      call(app, 'PATCH', `/api/admin/partners/${own.id}`, { headers: operator, body: { typeOverrides } })
    const sent = await send('ext:CoolCat')
    await send('Influencer')
    expect(await open()).toEqual(['ext:CoolCat', 'Influencer'])
    expect((await map({ 'EXT:coolcat': 'Activities' })).status).toBe(200)
    expect(await open()).toEqual(['Influencer'])
    const claim = await call(app, 'GET', `/api/claims/${sent.body.identifier_token}`, { headers: await signIn(app, 'mapped@example.org') })
    expect(claim.body.items).toMatchObject([{ section: 'Activities' }])
    await map({})
    expect((await send('ext:CoolCat')).body.results).toMatchObject([{ section: 'Credentials' }])
    expect(await open()).toEqual(['ext:CoolCat', 'Influencer'])
  })

  it('assigning replaces what the type had, however it was spelled', async () => {
    const own = await makePartner(app)
    await push(app, own, { credential: badge({}, { achievementType: 'ZEBRA' }) })
    const { body } = await call(app, 'GET', '/api/admin/alerts', { headers: operator })
    const alert = body.alerts.find(({ partnerId }: { partnerId: string }) => partnerId === own.id)
    await call(app, 'PATCH', `/api/admin/partners/${own.id}`, {
      headers: operator,
      body: { typeOverrides: { zebra: 'Activities', Aa: 'Education' } },
    })
    await call(app, 'POST', `/api/admin/alerts/${alert.id}/assign`, { headers: operator, body: { section: 'Licenses' } })
    const partner = await call(app, 'GET', `/api/admin/partners/${own.id}`, { headers: operator })
    expect(partner.body.typeOverrides).toEqual({ Aa: 'Education', ZEBRA: 'Licenses' })
  })

  it('a warning about a credential without an id says which', async () => {
    const { body } = await push(app, partner, { credentials: [badge(), badge({ id: '' })] })
    expect(body.warnings).toMatchObject([{ code: 'ASSERTION_ID_MISSING', pointer: '/credentials/1' }])
  })

  it('an unknown type raises one alert for a partner; answering it moves what is there and places what comes', async () => {
    const own = await makePartner(app)
    const first = await push(app, own, {
      credentials: [badge({}, { achievementType: 'Influencer' }), badge({}, { achievementType: 'influencer' })],
    })
    expect(first.body.results.map(({ section }: { section: string }) => section)).toEqual(['Credentials', 'Credentials'])
    await push(app, own, { credentials: [badge({}, { achievementType: 'INFLUENCER' })] })
    const { body } = await call(app, 'GET', '/api/admin/alerts', { headers: operator })
    const [alert, ...more] = body.alerts.filter(({ partnerId }: { partnerId: string }) => partnerId === own.id)
    expect([alert.achievementType, alert.count, more]).toEqual(['Influencer', 3, []])
    const assigned = await call(app, 'POST', `/api/admin/alerts/${alert.id}/assign`, { headers: operator, body: { section: 'Experience' } })
    expect(assigned.body).toEqual({ moved: 3 })
    const later = await push(app, own, { credentials: [badge({}, { achievementType: 'Influencer' })] })
    expect(later.body.results[0].section).toBe('Experience')
    expect(
      (await call(app, 'GET', '/api/admin/alerts', { headers: operator })).body.alerts.filter(
        ({ partnerId }: { partnerId: string }) => partnerId === own.id,
      ),
    ).toEqual([])
    expect((await call(app, 'POST', '/api/admin/alerts/none/assign', { headers: operator, body: { section: 'Experience' } })).status).toBe(
      404,
    )
  })

  it('a find-my-resume partner hears what its recipient lacks', async () => {
    const own = await makePartner(app, { findMyResume: true })
    const lacking = await push(app, own, { recipient: { id: '1' }, credentials: [badge()] })
    expect(lacking.body.warnings).toMatchObject([{ code: 'NOT_FINDABLE' }])
    const whole = await push(app, own, { recipient: { id: '1', givenName: 'A', familyName: 'B', studentId: '7' }, credentials: [badge()] })
    expect(whole.body.warnings).toEqual([])
  })

  it('an unknown recipienttoken refuses the upload and stores nothing', async () => {
    const credential = badge()
    const answer = await push(app, partner, { recipienttoken: 'guess', credentials: [credential] })
    expect([answer.status, imsxField(answer).imsx_codeMinorFieldName]).toEqual([400, 'laurel:recipient_token_invalid'])
    expect((await call(app, 'GET', `/api/v1/credentials/${encodeURIComponent(String(credential.id))}`, partner)).status).toBe(404)
  })

  it('an address that is none is said to the partner; mailto: is read', async () => {
    const answer = await push(app, partner, { recipient: { email: 'not an address' }, credentials: [badge()] })
    expect(answer.body.warnings).toMatchObject([{ code: 'RECIPIENT_EMAIL_UNUSABLE', pointer: '/recipient/email' }])
    expect((await push(app, partner, { recipient: { email: 'mailto:a@example.org' }, credentials: [badge()] })).body.warnings).toEqual([])
  })
})
