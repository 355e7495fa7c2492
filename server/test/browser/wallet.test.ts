import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createOperatorLink } from '../../src/admin/index.ts'
import { clockOf } from '../../src/app.ts'
import { startTestApp, type TestApp } from '../app.ts'
import { badge, call, type HeaderLines, makePartner, operator, push, signIn } from '../people.ts'
import { keyProof, meet, newHolderKey, nonceFrom, reachThrough, redeem, request } from '../wallet-client.ts'
import { expectSound, openBrowser, openPage, type Walk } from './browser.ts'

let app: TestApp
let browser: Browser
let person: HeaderLines
const email = 'wallet@example.org'
beforeAll(async () => {
  app = await startTestApp()
  reachThrough(app.base, app.config.baseUrl)
  browser = await openBrowser()
  person = await signIn(app, email)
  const signed = await call(app, 'POST', '/credentials/issue', {
    headers: operator,
    body: {
      credential: badge({ issuer: (await call(app, 'GET', '/.well-known/did.json')).body.id }, { name: 'Signed course' }),
      options: {},
    },
  })
  const partner = await makePartner(app, { claimEmailCheck: false })
  const { body } = await push(app, partner, { credentials: [signed.body.verifiableCredential] })
  await call(app, 'POST', `/api/claims/${body.identifier_token}`, { headers: person, body: {} })
  await call(app, 'PUT', '/api/admin/wallets', {
    headers: operator,
    body: { wallets: [{ name: 'Sample Wallet', link: 'https://wallet.example/add?credential_offer_uri={offer}' }] },
  })
})
afterAll(async () => {
  await browser.close()
  await app.stop()
})

async function enter({ page, context }: Walk): Promise<void> {
  const [name = '', value = ''] = person.cookie!.split('=')
  await context.addCookies([{ name, value, url: app.base }])
  await page.goto(`${app.base}/wallet`)
}

/** What the person would do on the phone: scan, type the code, take the credential. */
async function takeIt({ page }: Walk): Promise<number> {
  const met = await meet(await page.getByRole('textbox', { name: 'Address for a wallet elsewhere' }).inputValue())
  const code = (await page.locator('section[aria-labelledby=code] .sr-only').innerText()).replace(/\D/g, '')
  const token = (await redeem(met, code)).body.access_token
  const [id] = met.offer.credential_configuration_ids
  const jwt = [keyProof(newHolderKey('ES256'), { aud: met.offer.credential_issuer, nonce: await nonceFrom(met) })]
  return (await request(met, token, { credential_configuration_id: id, proofs: { jwt } })).status
}

describe.each([
  { width: 320, scheme: 'dark' },
  { width: 1280, scheme: 'light' },
] as const)('the wallet page at $width px, $scheme', ({ width, scheme }) => {
  let walk: Walk
  beforeAll(async () => {
    walk = await openPage(browser, app.base, { width, scheme })
    walk.page.setDefaultTimeout(10_000)
  })
  afterAll(() => walk.close())

  it('asks who it is first', async () => {
    const { page } = walk
    await page.goto(`${app.base}/wallet`)
    await expect.poll(() => page.url()).toBe(`${app.base}/sign-in?next=%2Fwallet`)
  })

  it('offers the resume by keyboard, and says when the wallet has it', async () => {
    const { page, complaints } = walk
    await enter(walk)
    await page.getByRole('radio', { name: /My whole resume/ }).waitFor()
    await expectSound(page, 'choose')
    await page.getByRole('radio', { name: /My whole resume/ }).focus()
    await page.keyboard.press('ArrowDown')
    await expect.poll(() => page.getByRole('radio', { name: /Signed course/ }).isChecked()).toBe(true)
    await page.keyboard.press('ArrowUp')
    await page.getByRole('button', { name: 'Make the code' }).press('Enter')
    await page.getByRole('img', { name: /QR code/ }).waitFor()
    await expectSound(page, 'offer')
    expect(await page.getByRole('link', { name: 'Open Sample Wallet' }).getAttribute('href')).toMatch(
      /^https:\/\/wallet\.example\/add\?credential_offer_uri=http%3A%2F%2F/,
    )
    expect(await page.getByRole('link', { name: 'Open my wallet' }).getAttribute('href')).toMatch(/^openid-credential-offer:\/\//)
    expect(await takeIt(walk)).toBe(200)
    await expect.poll(() => page.getByRole('heading', { level: 1 }).innerText(), { timeout: 10_000 }).toBe('Your wallet has it')
    await expectSound(page, 'taken')
    expect(complaints).toEqual([])
  })

  it('offers a single badge', async () => {
    const { page } = walk
    await page.getByRole('button', { name: 'Offer something else' }).press('Enter')
    await page.getByRole('radio', { name: /Signed course/ }).check()
    await page.getByRole('button', { name: 'Make the code' }).press('Enter')
    await page.getByRole('img', { name: /QR code/ }).waitFor()
    expect(await takeIt(walk)).toBe(200)
    await expect.poll(() => page.getByRole('heading', { level: 1 }).innerText(), { timeout: 10_000 }).toBe('Your wallet has it')
  })
})

describe('the operator’s wallets', () => {
  it('are added, refused, moved, removed and brought back', async () => {
    const walk = await openPage(browser, app.base, { width: 320, scheme: 'light' })
    const { page } = walk
    const link = new URL(await createOperatorLink({ db: app.database.db, now: clockOf(app.config), baseUrl: app.base }))
    await page.goto(link.href)
    await page.getByRole('button').first().waitFor()
    await page
      .getByRole('button', { name: /^(?:Open|Sign in|Enter)/ })
      .first()
      .click()
    await page.getByRole('link', { name: 'Wallets' }).click()
    await page.getByRole('button', { name: 'Add a wallet' }).click()
    await page.getByLabel('Name').fill('Second Wallet')
    await page.getByLabel('Link').fill('second-wallet://open')
    await page.getByRole('button', { name: 'Save' }).click()
    await page.getByRole('alert').waitFor()
    await page.getByLabel('Link').fill('second-wallet://open?credential_offer_uri={offer}')
    await expectSound(page, 'wallet form')
    await page.getByRole('button', { name: 'Save' }).click()
    const names = () => page.locator('h3').allInnerTexts()
    await expect.poll(names).toEqual(['Sample Wallet', 'Second Wallet'])
    await page.getByRole('button', { name: 'Move Second Wallet up' }).click()
    await expect.poll(names).toEqual(['Second Wallet', 'Sample Wallet'])
    await page.getByRole('button', { name: 'Remove Second Wallet' }).click()
    await expect.poll(names).toEqual(['Sample Wallet'])
    await page.getByRole('button', { name: 'Undo' }).click()
    await expect.poll(names).toEqual(['Second Wallet', 'Sample Wallet'])
    await expectSound(page, 'wallets')
    expect(walk.complaints).toEqual([])
    await walk.close()
  })
})
