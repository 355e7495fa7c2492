import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createOperatorLink } from '../../src/admin/index.ts'
import { startTestApp, type TestApp } from '../app.ts'
import { badge, call, makePartner, operator, push } from '../people.ts'
import { makePlatform } from '../platforms.ts'
import { expectSound, openBrowser, openPage, type Walk } from './browser.ts'

let app: TestApp
let browser: Browser
let issuedId: string
const PICTURE = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64')

beforeAll(async () => {
  app = await startTestApp({ env: { MAIL_MODE: 'allowlist', MAIL_ALLOWLIST: 'college.example' } })
  browser = await openBrowser()
  const partner = await makePartner(app, { name: 'Montana', findMyResume: true, landing: { title: 'Montana Skills Match' } })
  await push(app, partner, { credentials: [badge({}, { achievementType: 'ext:AVeryLongAchievementTypeNobodyKnowsYet' }), badge()] })
  await makePlatform(app)
  await call(app, 'PUT', '/api/admin/issuers', {
    headers: operator,
    body: { issuers: [{ id: 'did:web:a.example', name: 'A College', domain: 'a.example' }] },
  })
  const { body } = await call(app, 'GET', '/.well-known/did.json')
  const credential = { ...badge(), name: 'Welding', issuer: body.id }
  const issued = await call(app, 'POST', '/credentials/issue', {
    headers: operator,
    body: { credential, options: { statusPurpose: ['revocation', 'suspension'] } },
  })
  issuedId = issued.body.verifiableCredential.id
  await call(app, 'POST', '/api/sign-in', { body: { email: 'someone@outside.example' } })
})
afterAll(async () => {
  await browser.close()
  await app.stop()
})

async function signedIn(width: number, scheme: 'light' | 'dark'): Promise<Walk> {
  const walk = await openPage(browser, app.base, { width, scheme })
  const link = await createOperatorLink({ db: app.database.db, now: () => new Date(), baseUrl: app.base })
  await walk.page.goto(link)
  await walk.page.getByRole('button', { name: 'Sign in as operator' }).click()
  await walk.page.getByRole('heading', { name: 'Unknown achievement types' }).waitFor()
  return walk
}

const VIEWS = {
  partners: 'Montana',
  platforms: 'Platforms',
  issuers: 'A College',
  credentials: 'Welding',
  mail: 'someone@outside.example',
  deliveries: 'Deliveries',
  wallets: 'Wallets',
  usage: 'By day and partner',
  audit: 'Operator signed in',
} as const

describe.each([
  [320, 'dark'],
  [1280, 'light'],
] as const)('the operator’s pages at %i px, %s', (width, scheme) => {
  it('show what there is, and pass axe', async () => {
    const { page, complaints, close } = await signedIn(width, scheme)
    await expectSound(page, 'needs action')
    await page.getByRole('searchbox', { name: /Unknown achievement types/ }).fill('no such type')
    await page.getByText('Nothing matches “no such type”.').waitFor()
    for (const [view, shows] of Object.entries(VIEWS)) {
      await page.goto(`${app.base}/operator/${view}`)
      await page.getByText(shows).first().waitFor()
      await expectSound(page, `${view} ${width} ${scheme}`)
    }
    expect(complaints).toEqual([])
    await close()
  })
})

describe('the operator', () => {
  it('edits everything of a partner: sections of its own, a picture, its page', async () => {
    const { page, complaints, close } = await signedIn(1280, 'light')
    await page.getByRole('link', { name: 'Partners' }).click()
    await page.getByRole('button', { name: 'Edit: Montana' }).click()
    await page.getByLabel('Picture file').setInputFiles({ name: 'logo.png', mimeType: 'image/png', buffer: PICTURE })
    await page.getByText('What people see').waitFor()
    await page.getByRole('button', { name: 'Add a type' }).click()
    await page.getByLabel('Achievement type').fill('ext:Odd')
    await page.getByLabel('Section for ext:Odd').selectOption('Activities')
    await page.getByLabel('Landing text').fill('Jobs for everybody.')
    await expectSound(page, 'partner form')
    await page.getByRole('button', { name: 'Save', exact: true }).click()
    await page.getByText('Montana is saved.').waitFor()
    const { partners } = (await call(app, 'GET', '/api/admin/partners', { headers: operator })).body
    expect(partners[0]).toMatchObject({
      typeOverrides: { 'ext:Odd': 'Activities' },
      landing: { title: 'Montana Skills Match', text: 'Jobs for everybody.' },
      logoImage: expect.stringMatching(/^\/logos\//),
      findMyResume: true,
    })
    expect(complaints).toEqual([])
    await close()
  })

  it('adds an issuer with a landing page, and removes one by its name', async () => {
    const { page, complaints, close } = await signedIn(320, 'light')
    await page.goto(`${app.base}/operator/issuers`)
    await page.getByRole('button', { name: 'New issuer' }).click()
    await page.getByLabel('Issuer id').fill('urn:college:7')
    await page.getByLabel('Name', { exact: true }).fill('Seventh College')
    await page.getByLabel('Landing title').fill('Welcome from Seven')
    await expectSound(page, 'issuer form')
    await page.getByRole('button', { name: 'Save', exact: true }).click()
    await page.getByText('Seventh College is saved.').waitFor()
    await page.getByRole('heading', { name: 'Seventh College' }).waitFor()
    await page.getByRole('button', { name: 'Remove: A College' }).click()
    await page.getByRole('button', { name: 'Remove this issuer' }).click()
    await page.getByText('This is not the same name.').waitFor()
    await page.getByLabel('Type A College to confirm').fill('A College')
    await page.getByRole('button', { name: 'Remove this issuer' }).click()
    await page.getByText('A College is removed.').waitFor()
    await expect.poll(() => page.getByRole('heading', { name: 'A College' }).count()).toBe(0)
    await page.getByRole('searchbox').fill('seven')
    await page.getByRole('heading', { name: 'Seventh College' }).waitFor()
    expect(complaints).toEqual([])
    await close()
  })

  it('suspends, reinstates and revokes a credential, and finds it all in the audit log', async () => {
    const { page, complaints, close } = await signedIn(1280, 'dark')
    await page.goto(`${app.base}/operator/credentials`)
    await page.getByRole('button', { name: 'Suspend: Welding' }).click()
    await page.getByRole('button', { name: 'Reinstate: Welding' }).click()
    await page.getByRole('button', { name: 'Suspend: Welding' }).waitFor()
    await page.getByRole('button', { name: 'Revoke: Welding' }).click()
    await page.getByLabel('Type Welding to confirm').fill('Welding')
    await page.getByRole('button', { name: 'Revoke this credential' }).click()
    await page.getByText('Welding is revoked.').waitFor()
    await page.getByRole('button', { name: 'New key: P-384' }).click()
    await page.getByLabel('Type P-384 to confirm').fill('P-384')
    await page.getByRole('button', { name: 'Make a new signing key' }).click()
    await page.getByText(/replaced on/).waitFor()
    await page.getByRole('button', { name: 'Link for a colleague' }).click()
    await page.getByRole('heading', { name: 'Operator sign-in link' }).waitFor()
    await page.getByRole('dialog', { name: 'Operator sign-in link' }).getByRole('button', { name: 'Close' }).click()
    await page.getByRole('link', { name: 'Audit' }).click()
    await page.getByRole('heading', { name: `Credential revoked ${issuedId}` }).waitFor()
    await page.getByRole('button', { name: 'Check the whole log' }).click()
    await page.getByText(/The log is sound: \d+ entries/).waitFor()
    const asked: string[] = []
    page.on('request', (request) => /[?&]search=/.test(request.url()) && asked.push(request.url()))
    await page.getByRole('searchbox').pressSequentially('suspendissuedcredential')
    await expect.poll(() => page.getByRole('article').count()).toBe(1)
    // once for a word, not once for a letter; a slow machine may take some pauses for the end of one
    expect(asked.length).toBeLessThan(6)
    await expectSound(page, 'audit, checked')
    expect(complaints).toEqual([])
    await close()
  })
})
