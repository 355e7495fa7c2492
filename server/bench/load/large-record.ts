import { randomUUID } from 'node:crypto'
import { didKeyOf, generateKey, issueCredential, type JsonObject } from '@laurel/credentials'
import type { World } from '../../harness/world.ts'
import { call, push } from '../../test/people.ts'
import { type startProbe, watchMemory } from './probe.ts'
import { ms, report } from './report.ts'

const NESTED = 10_000
const CHECKED_WITHIN_MS = 60_000

/** L5: a record of 10,000 signed credentials, near the 10 MB a body may have. */
export async function largeRecord(world: World, probe: ReturnType<typeof startProbe>, pid: number): Promise<void> {
  const key = generateKey()
  const issuer = didKeyOf(key.publicKeyMultibase)
  const nested = await Promise.all(
    Array.from({ length: NESTED }, (_, i) =>
      issueCredential(
        {
          '@context': ['https://www.w3.org/ns/credentials/v2'],
          id: `urn:uuid:${randomUUID()}`,
          type: ['VerifiableCredential'],
          issuer,
          credentialSubject: { name: `Course ${i}` },
        } as JsonObject,
        { key, cryptosuite: 'eddsa-jcs-2022' },
      ),
    ),
  )
  const id = `urn:uuid:${randomUUID()}`
  const record = {
    '@context': [
      'https://www.w3.org/ns/credentials/v2',
      'https://purl.imsglobal.org/spec/clr/v2p0/context-2.0.1.json',
      'https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json',
    ],
    id,
    type: ['VerifiableCredential', 'ClrCredential'],
    issuer: { id: issuer, type: ['Profile'], name: 'University' },
    name: 'A record',
    validFrom: '2025-01-01T00:00:00Z',
    credentialSubject: { type: ['ClrSubject'], verifiableCredential: nested },
  }
  const body = JSON.stringify(record)
  const most = watchMemory(pid)
  await probe.take()
  const began = performance.now()
  const { status } = await push(world.app, world.partner, body)
  const acknowledgedMs = performance.now() - began
  const path = `/api/v1/credentials/${encodeURIComponent(id)}`
  let verdict = 'unconfirmed'
  while (verdict === 'unconfirmed' && performance.now() - began < CHECKED_WITHIN_MS) {
    await new Promise((resolve) => setTimeout(resolve, 250))
    verdict = (await call(world.app, 'GET', path, { headers: world.partner.headers })).body?.verdict
  }
  const checkedMs = performance.now() - began
  const { p99 } = await probe.take()
  const memory = await most()
  const size = `${(body.length / 1_048_576).toFixed(1)} MB`
  report(
    'L5',
    `a record of ${NESTED} credentials (${size}): acknowledged in 5 s`,
    status === 200 && acknowledgedMs <= 5_000,
    `${status} after ${ms(acknowledgedMs)}`,
  )
  report('L5', 'all its labels within 60 s', verdict !== 'unconfirmed', `${verdict} after ${ms(checkedMs)}`)
  report('L5', 'others wait p99 250 ms meanwhile; 512 MB', p99 <= 250 && memory <= 512, `p99 ${ms(p99)}, ${memory.toFixed(0)} MB`)
}
