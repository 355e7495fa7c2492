import { once } from 'node:events'
import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createDoor } from '../platform/http/admission.ts'
import { imsxStatus } from '../platform/http/envelopes.ts'
import { createKnownSenders } from './known-senders.ts'
import { createUploadTurns } from './upload-turns.ts'

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))
const BUSY = 'Bearer busy'

describe('a partner whose own uploads wait', () => {
  const turns = createUploadTurns(20)
  const senders = createKnownSenders(turns)
  const door = createDoor({
    admission: { most: 100, longestWaitMs: 1_000 },
    waitedMs: () => 0,
    mustComeAgain: senders.mustComeAgain,
    envelopeOf: () => imsxStatus,
  })
  let letIn = 0
  let server: Server
  beforeAll(async () => {
    server = door.serverFactory(
      (_request, response) => {
        letIn++
        response.end('{}')
      },
      { keepAliveTimeout: 1_000, requestTimeout: 1_000, connectionTimeout: 1_000 },
    )
    await once(server.listen(0, '127.0.0.1'), 'listening')
  })
  afterAll(() => server.close())

  const send = (authorization: string, method = 'POST', bytes = 2) =>
    fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}/api/v1/credentials`, {
      method,
      headers: { authorization },
      ...(method === 'POST' && { body: ' '.repeat(bytes) }),
    })

  it('hears so at the door, as long as they do; who is not known, or only reads, is let in', async () => {
    const held = await Promise.all(Array.from({ length: 4 }, () => turns.take('busy', 1)))
    const waiting = turns.take('busy', 1)
    await pause(30)
    // nobody knows yet whose words these are
    expect((await send(BUSY)).status).toBe(200)
    senders.saw(BUSY, 'busy')
    senders.saw('Bearer other', 'other')
    expect(letIn).toBe(1)
    const refused = await send(BUSY)
    expect([refused.status, refused.headers.get('retry-after'), refused.headers.get('x-content-type-options')]).toEqual([
      503,
      '2',
      'nosniff',
    ])
    expect(await refused.json()).toMatchObject({
      imsx_codeMajor: 'failure',
      imsx_codeMinor: { imsx_codeMinorField: [{ imsx_codeMinorFieldValue: 'server_busy' }] },
    })
    expect([letIn, door.refused()]).toEqual([1, 1])
    expect((await send('Bearer other')).status).toBe(200)
    expect((await send(BUSY, 'GET')).status).toBe(200)
    // the largest have a line of their own
    expect((await send(BUSY, 'POST', 1_100_000)).status).toBe(200)
    for (const turn of held) turn.end()
    ;(await waiting).end()
    expect((await send(BUSY)).status).toBe(200)
  })

  it('is forgotten when ten thousand others came since', () => {
    const known = createKnownSenders({ areLong: () => true })
    const request = (authorization: string) => ({ method: 'POST', headers: { authorization } }) as never
    known.saw(BUSY, 'busy')
    expect(known.mustComeAgain(request(BUSY))).toBe(true)
    for (let i = 0; i < 10_000; i++) known.saw(`Bearer ${i}`, 'other')
    expect(known.mustComeAgain(request(BUSY))).toBe(false)
    expect(known.mustComeAgain(request('Bearer 9999'))).toBe(true)
  })
})
