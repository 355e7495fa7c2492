import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startTestApp, type TestApp } from '../../../test/app.ts'
import { exactOrigin } from './framed-page.ts'

let app: TestApp
beforeAll(async () => {
  app = await startTestApp()
})
afterAll(() => app.stop())

const headersOf = async (path: string): Promise<Headers> => (await fetch(`${app.base}${path}`)).headers
const policyOf = async (path: string): Promise<string> => (await headersOf(path)).get('content-security-policy') ?? ''

describe('pages in frames', () => {
  it('lets exactly the named site show the hosted pages', async () => {
    const headers = await headersOf('/verify/step1?origin=https://board.example')
    expect(headers.get('content-security-policy')).toMatch(/frame-ancestors https:\/\/board\.example(;|$)/)
    expect(headers.get('x-frame-options')).toBeNull()
  })

  it('lets nobody without an exact origin, and no other page at all', async () => {
    for (const path of [
      '/verify',
      '/verify?origin=*',
      '/verify?origin=https://a.example/x',
      '/verify?origin=data:x',
      '/vault?origin=https://a.example',
    ])
      expect(await policyOf(path), path).toContain("frame-ancestors 'none'")
  })

  it('knows an origin from what only contains one', () => {
    expect(exactOrigin('https://a.example:8443')).toBe('https://a.example:8443')
    for (const text of [
      'https://a.example;',
      'https://*.example',
      'https://a.example,',
      "https://a.example 'unsafe-inline'",
      'https://u@a.example',
      'https://A.example',
      'null',
      'file://',
      3,
    ])
      expect(exactOrigin(text), String(text)).toBeUndefined()
  })
})
