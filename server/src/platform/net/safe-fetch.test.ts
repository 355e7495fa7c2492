import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { isPublicAddress } from './addresses.ts'
import { createSafeFetch, mayReach, Unreachable } from './safe-fetch.ts'

let server: Server
let base: string
let hits = 0
beforeAll(async () => {
  server = createServer((request, response) => {
    hits++
    if (request.url === '/redirect') return response.writeHead(302, { location: '/ok' }).end()
    if (request.url === '/big') return response.end(Buffer.alloc(2_000_000))
    if (request.url === '/slow') return
    response.setHeader('content-type', 'text/plain').end('ok')
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})
afterAll(() => {
  server.closeAllConnections()
  server.close()
})

describe('isPublicAddress', () => {
  it.each([
    '127.0.0.1',
    '10.1.2.3',
    '172.16.0.1',
    '192.168.1.1',
    '169.254.169.254',
    '0.0.0.0',
    '100.64.0.1',
    '224.0.0.1',
    '::1',
    '::',
    'fe80::1',
    'fc00::1',
    '::ffff:127.0.0.1',
    '64:ff9b::7f00:1',
    '2002:7f00:1::',
    '::7f00:1',
    '::a9fe:a9fe',
    '64:ff9b:1:7f00:0:100:5db8:d822',
    'fec0::1',
    '100::1',
    '2001:0:4136:e378:8000:63bf:80ff:fffe',
    '4000::1',
    'nonsense',
  ])('%s is not', (address) => {
    expect(isPublicAddress(address)).toBe(false)
  })
  it.each(['93.184.216.34', '2606:2800:220:1::1', '64:ff9b::5db8:d822', '::ffff:93.184.216.34'])('%s is', (address) => {
    expect(isPublicAddress(address)).toBe(true)
  })
})

describe('safe fetch', () => {
  const guarded = createSafeFetch(false)
  it.each([
    () => base,
    () => base.replace('127.0.0.1', 'localhost'),
    () => base.replace('127.0.0.1', '2130706433'),
    () => base.replace('127.0.0.1', '0x7f.1'),
    () => base.replace('127.0.0.1', '[::ffff:7f00:1]'),
    () => base.replace('127.0.0.1', '[::7f00:1]'),
    () => 'http://[64:ff9b::7f00:1]/',
    () => 'http://[2002:7f00:1::]/',
    () => 'http://169.254.169.254/latest/meta-data',
    () => 'file:///etc/passwd',
    () => 'ftp://example.org/',
    () => 'https://user:pass@example.org/',
    () => 'https://example.org:22/',
    () => 'not an address',
  ])('reaches nothing private: case %#', async (url) => {
    const before = hits
    await expect(guarded(url())).rejects.toBeInstanceOf(Unreachable)
    expect(hits).toBe(before)
  })

  it('asks for nothing under names that lead inside: refused before a connection is tried', async () => {
    // port 80, which the rule of ports lets through
    const error: Unreachable = await guarded('http://localhost/').catch((thrown) => thrown)
    expect([error instanceof Unreachable, String(error.cause)]).toEqual([true, 'Error: address not allowed'])
  })

  it.each([
    'http://127.0.0.1/',
    'http://0x7f.1/',
    'http://2130706433/',
    'http://169.254.169.254/latest/meta-data',
    'https://10.0.0.8/',
    'http://[::1]/',
    'http://[::ffff:7f00:1]/',
    'http://[64:ff9b::7f00:1]/',
    'http://localhost/',
    'https://hooks.LOCALHOST./',
  ])('never reaches private addresses written as numbers, nor this machine by name: %s', (url) => {
    expect(mayReach(url, false)).toBe(false)
  })

  const open = createSafeFetch(true)
  it('reads what it may, follows no redirect, stops at the size and at the time', async () => {
    expect(await open(`${base}/ok`)).toMatchObject({ status: 200, contentType: 'text/plain' })
    expect((await open(`${base}/redirect`)).status).toBe(302)
    await expect(open(`${base}/big`, { maxBytes: 1_000_000 })).rejects.toBeInstanceOf(Unreachable)
    await expect(open(`${base}/slow`, { timeoutMs: 200 })).rejects.toBeInstanceOf(Unreachable)
  })
})
