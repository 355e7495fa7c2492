import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startTestApp, type TestApp } from '../../../test/app.ts'
import { badge, call, makePartner, push, type TestPartner } from '../../../test/people.ts'

let app: TestApp
let partner: TestPartner
beforeAll(async () => {
  app = await startTestApp()
  partner = await makePartner(app)
})
afterAll(() => app.stop())

const LARGEST_BYTES = 10_485_760
const AT_ONCE = 8

/** Says that it will send an upload of so many bytes, and sends `first` of it. */
async function begin(length: string, first: string): Promise<{ socket: Socket; answer: Promise<string> }> {
  const socket = connect(Number(new URL(app.base).port), '127.0.0.1')
  await once(socket, 'connect')
  let text = ''
  const answer = new Promise<string>((resolve) => {
    socket.on('data', (chunk) => {
      text += chunk
      if (text.includes('\r\n\r\n')) resolve(text)
    })
    socket.on('close', () => resolve(text))
    socket.on('error', () => resolve(text))
  })
  const { authorization } = partner.headers
  socket.write(
    `POST /api/v1/credentials HTTP/1.1\r\nHost: x\r\nAuthorization: ${authorization}\r\nContent-Type: application/json\r\n${length}\r\n\r\n${first}`,
  )
  return { socket, answer }
}

const counted = async (): Promise<void> => void (await new Promise((resolve) => setTimeout(resolve, 300)))

describe('room for bodies', () => {
  it('is taken by eight of the largest: the ninth is told before it sends a byte, the usual ones go on', async () => {
    const held = await Promise.all(Array.from({ length: AT_ONCE }, () => begin(`Content-Length: ${LARGEST_BYTES}`, '{')))
    await counted()
    const ninth = await begin(`Content-Length: ${LARGEST_BYTES}`, '')
    const refused = await ninth.answer
    expect(refused).toMatch(/^HTTP\/1\.1 503 /)
    expect(refused).toMatch(/\r\nretry-after: \d+\r\n/i)
    expect(refused).toMatch(/"imsx_codeMajor":"failure"/)
    expect((await push(app, partner, { credentials: [badge({}, { description: 'x'.repeat(200_000) })] })).status).toBe(200)
    // without a length it is counted as it grows
    const growing = await begin('Transfer-Encoding: chunked', `200000\r\n{"credentials":"${' '.repeat(2_097_152 - 16)}\r\n`)
    expect(await growing.answer).toMatch(/^HTTP\/1\.1 503 /)
    for (const { socket } of [...held, ninth, growing]) socket.destroy()
    await counted()
    const after = await begin(`Content-Length: ${LARGEST_BYTES}`, '{')
    const verdict = await Promise.race([after.answer, counted().then(() => 'waits for the body')])
    expect(verdict).toBe('waits for the body')
    after.socket.destroy()
  })

  it('is given back by bodies that break off, lie about their length or are too long', async () => {
    for (let i = 0; i < AT_ONCE * 2; i++) (await begin(`Content-Length: ${LARGEST_BYTES}`, '{')).socket.destroy()
    for (let i = 0; i < AT_ONCE; i++)
      expect((await call(app, 'POST', '/api/v1/credentials', { ...partner, body: 'x'.repeat(LARGEST_BYTES + 1) })).status).toBe(413)
    await counted()
    const big = JSON.stringify({ credentials: [badge({}, { description: 'x'.repeat(2_000_000) })] })
    expect((await push(app, partner, big)).status).toBe(200)
  })
})
