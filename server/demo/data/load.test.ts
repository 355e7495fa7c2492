import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ADMIN_TOKEN, startTestApp, type TestApp } from '../../test/app.ts'
import { call, lastMail, operator, signIn } from '../../test/people.ts'
import { loadDemo } from './load.ts'

let app: TestApp
let dataDir: string
let ways: Awaited<ReturnType<typeof loadDemo>>
const load = () => loadDemo({ base: app.base, adminToken: ADMIN_TOKEN, dataDir })
const admin = async (path: string) => (await call(app, 'GET', `/api/admin${path}`, { headers: operator })).body
beforeAll(async () => {
  app = await startTestApp()
  dataDir = await mkdtemp(join(tmpdir(), 'laurel-demo-'))
  ways = await load()
})
afterAll(async () => {
  await app.stop()
  await rm(dataDir, { recursive: true, force: true })
})

describe('the demo on an empty server', () => {
  it('gives resumes with every kind of label', async () => {
    const seen = new Set<string>()
    for (const { email } of ways.people) {
      const { body } = await call(app, 'GET', '/api/me/resume', { headers: await signIn(app, email) })
      for (const { entries } of body.sections) for (const { verdict } of entries) seen.add(verdict)
      for (const { verdict, proofs } of body.skills) for (const one of [{ verdict }, ...proofs]) seen.add(one.verdict)
      expect(body.profile.headline).not.toBe('')
    }
    expect([...seen].sort()).toEqual(
      expect.arrayContaining(['expired', 'invalid', 'unsigned', 'verified', 'verified-issuer-unknown', 'withdrawn']),
    )
  })

  it('gives the operator something on every page, and a partner its uploads', async () => {
    expect((await admin('/alerts')).alerts).toMatchObject([{ achievementType: 'ext:StudentAmbassador' }])
    expect((await admin('/deliveries')).deliveries.length).toBeGreaterThan(2)
    expect((await admin('/credentials?state=revoked')).total).toBe(1)
    expect((await admin('/issuers')).issuers).toMatchObject([{ name: 'Montana State College' }])
    expect((await lastMail(app, 'kim.doe@rivertown.example'))?.text).toContain('reviewerToken=')
    const [{ clientId, accessKey } = { clientId: '', accessKey: '' }] = ways.partners
    const entered = await call(app, 'POST', '/api/partner/sign-in', { body: { clientId, accessKey } })
    const cookie = entered.headers.get('set-cookie')?.split(';')[0] ?? ''
    expect((await call(app, 'GET', '/api/partner/uploads', { headers: { cookie } })).body.total).toBe(3)
  })

  it('prints addresses that answer', async () => {
    for (const [what, address] of ways.links) {
      const { pathname, search } = new URL(address)
      expect([what, (await call(app, 'GET', pathname + search)).status]).toEqual([
        what,
        what.includes('passcode') ? expect.any(Number) : 200,
      ])
    }
  })

  it('loads nothing twice', async () => {
    const count = async () => [(await admin('/partners')).partners.length, (await admin('/platforms')).platforms.length]
    const before = await count()
    const mails = (await admin('/mail?limit=500')).mails.length
    const again = await load()
    expect(await count()).toEqual(before)
    expect((await admin('/mail?limit=500')).mails.length).toBe(mails)
    expect(again.partners.map(({ accessKey }) => accessKey)).toEqual(ways.partners.map(({ accessKey }) => accessKey))
    expect(again.links).toEqual(ways.links)
  })
})
