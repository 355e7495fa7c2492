import { generateKey, issueCredential, type JsonObject } from '@laurel/credentials'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startTestApp, type TestApp } from '../../test/app.ts'
import { badge, call, type HeaderLines, makePartner, operator, push, signIn, type TestPartner } from '../../test/people.ts'

let app: TestApp
let partner: TestPartner
let person: HeaderLines
beforeAll(async () => {
  app = await startTestApp()
  partner = await makePartner(app, { claimEmailCheck: false })
  person = await signIn(app, 'ana@example.org')
  await add(person, [badge({}, { name: 'Calculus' })])
})
afterAll(() => app.stop())

const add = async (headers: HeaderLines, credentials: object[]): Promise<void> => {
  const { body } = await push(app, partner, { recipient: {}, credentials })
  expect((await call(app, 'POST', `/api/claims/${body.identifier_token}`, { headers, body: {} })).status).toBe(200)
}
const make = (settings: object, headers: HeaderLines) => call(app, 'POST', '/api/me/shares', { headers, body: settings })
const change = (id: string, settings: object, headers: HeaderLines) =>
  call(app, 'PATCH', `/api/me/shares/${id}`, { headers, body: settings })
const look = (slug: string) => call(app, 'GET', `/r/${slug}`)

describe('the documents behind a link', () => {
  const key = generateKey('Ed25519')
  const signed = async (name: string): Promise<JsonObject> => {
    const { issuer: _, ...rest } = badge({}, { name })
    return issueCredential(rest as JsonObject, { key })
  }
  const idOf = async (headers: HeaderLines, wanted: string): Promise<string> => {
    const { sections } = (await call(app, 'GET', '/api/me/resume', { headers })).body
    return sections.flatMap((section: { entries: object[] }) => section.entries).find(({ title }: { title: string }) => title === wanted).id
  }

  it('are given as received, with what others answered, to those the link is open to', async () => {
    const own = await signIn(app, 'documents@example.org')
    const document = await signed('Signed course')
    await add(own, [document])
    const { body } = await make({}, own)
    const id = await idOf(own, 'Signed course')
    const page = await look(body.slug)
    expect(page.text).toContain(`data-raw="/r/${body.slug}/credentials/${id}" data-pointer=""`)
    expect(page.text).toContain('src="/page/check-here.js"')
    expect(page.headers.get('content-security-policy')).toContain("connect-src 'self' https:")
    const raw = await call(app, 'GET', `/r/${body.slug}/credentials/${id}`)
    expect([raw.status, raw.body]).toEqual([200, document])
    const outside = await call(app, 'GET', `/r/${body.slug}/credentials/${id}/outside`)
    expect([outside.status, outside.body.documents, outside.body.issuers]).toEqual([200, [], []])
    await change(body.id, { hideRaw: true }, own)
    const closed = await look(body.slug)
    expect(closed.text).not.toMatch(/data-raw|check-here/)
    expect(closed.headers.get('content-security-policy')).toContain("connect-src 'none'")
    expect((await call(app, 'GET', `/r/${body.slug}/credentials/${id}`)).status).toBe(404)
    await change(body.id, { hideRaw: false, passcode: 'now closed' }, own)
    expect((await call(app, 'GET', `/r/${body.slug}/credentials/${id}`)).status).toBe(403)
    expect((await call(app, 'GET', `/r/${body.slug}/credentials/${id}/outside`)).status).toBe(403)
  })

  it('name an organization in the data of a public page only once its name is vouched for', async () => {
    const own = await signIn(app, 'in-public@example.org')
    const college = { id: `did:key:${key.publicKeyMultibase}`, type: ['Profile'], name: 'Harbor College' }
    const named = (name: string) => issueCredential(badge({ issuer: college }, { name }) as JsonObject, { key })
    const { body } = await make({ isPublic: true }, own)
    const dataOf = async () =>
      JSON.parse(/<script type="application\/ld\+json">(.*?)<\/script>/.exec((await look(body.slug)).text)?.[1] ?? 'null')
    const bare = { '@context': 'https://schema.org', '@type': 'Person', url: body.url, sameAs: [], knowsAbout: [], hasCredential: [] }
    expect(await dataOf()).toEqual(bare)
    await call(app, 'PATCH', '/api/me', { headers: own, body: { givenName: 'Ira' } })
    await add(own, [await named('Said'), badge({}, { name: 'Unsigned' })])
    const said = { '@type': 'EducationalOccupationalCredential', name: 'Said' }
    expect(await dataOf()).toEqual({ ...bare, name: 'Ira', hasCredential: [said] })
    const known = { issuers: [{ id: college.id, name: college.name }] }
    expect((await call(app, 'PUT', '/api/admin/issuers', { headers: operator, body: known })).status).toBe(200)
    await add(own, [await named('Vouched for')])
    expect((await dataOf()).hasCredential).toContainEqual({
      ...said,
      name: 'Vouched for',
      recognizedBy: { '@type': 'Organization', name: 'Harbor College' },
    })
  })

  it('are not given for another person’s item, a hidden one, or one outside the shown sections', async () => {
    const own = await signIn(app, 'own-documents@example.org')
    await add(own, [badge({}, { name: 'Mine' })])
    const mine = await idOf(own, 'Mine')
    const { body } = await make({}, own)
    const foreign = await idOf(person, 'Calculus')
    expect((await call(app, 'GET', `/r/${body.slug}/credentials/${foreign}`)).status).toBe(404)
    await change(body.id, { sections: ['Summary'] }, own)
    expect((await call(app, 'GET', `/r/${body.slug}/credentials/${mine}`)).status).toBe(404)
    await change(body.id, { sections: null }, own)
    expect((await call(app, 'GET', `/r/${body.slug}/credentials/${mine}`)).status).toBe(200)
    await call(app, 'PATCH', `/api/me/resume/entries/${mine}`, { headers: own, body: { hidden: true } })
    expect((await call(app, 'GET', `/r/${body.slug}/credentials/${mine}`)).status).toBe(404)
  })

  it('that hold several things are given only when all of them are shown', async () => {
    const own = await signIn(app, 'transcript@example.org')
    await add(own, [
      badge({}, { achievementType: 'SkillsAndAbilities', alignment: [{ targetName: 'Knitting' }, { targetName: 'Weaving' }] }),
    ])
    const { body } = await make({}, own)
    const { skills } = (await call(app, 'GET', '/api/me/resume', { headers: own })).body
    const [first, second] = skills
    expect((await look(body.slug)).text).toContain(`/credentials/${first.proofs[0].id}"`)
    await call(app, 'PATCH', `/api/me/resume/entries/${second.id}`, { headers: own, body: { hidden: true } })
    expect((await look(body.slug)).text).not.toContain('data-raw')
    expect((await call(app, 'GET', `/r/${body.slug}/credentials/${first.proofs[0].id}`)).status).toBe(404)
  })
})
