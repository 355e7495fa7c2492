/**
 * `npm run bench:upload`: acknowledged single-credential uploads per second, beside a bare server that does one INSERT
 * of the same body on the same engine, in the same run. BENCH_SECONDS (default 5) and BENCH_CLIENTS (default 8) bound it;
 * with DATABASE_URL the PostgreSQL engine is measured too.
 */
import { randomUUID } from 'node:crypto'
import { bareServer } from './bare-server.ts'
import { clients, fire, row, seconds } from './measure.ts'
import { ADMIN, onEachEngine } from './with-server.ts'

const body = (): string =>
  JSON.stringify({
    recipient: { id: randomUUID() },
    credentials: [
      {
        '@context': ['https://www.w3.org/ns/credentials/v2', 'https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json'],
        id: `urn:uuid:${randomUUID()}`,
        type: ['VerifiableCredential', 'OpenBadgeCredential'],
        issuer: { id: 'https://university.example', type: ['Profile'], name: 'University' },
        validFrom: '2025-01-01T00:00:00Z',
        credentialSubject: {
          type: ['AchievementSubject'],
          achievement: {
            id: 'https://university.example/a/1',
            type: ['Achievement'],
            achievementType: 'Course',
            name: 'A course',
            description: 'x'.repeat(2_000),
            criteria: { narrative: 'Passed.' },
          },
        },
      },
    ],
  })

console.log(`Uploads, ${clients} clients, ${seconds} s each\n`)
await onEachEngine(async ({ url, database }) => {
  const reference = await bareServer(database, body)
  const made = await fetch(`${url}/api/admin/partners`, { method: 'POST', headers: ADMIN, body: JSON.stringify({ name: 'Bench' }) })
  const { clientId, accessKey } = (await made.json()) as { clientId: string; accessKey: string }
  const token = await fetch(`${url}/api/v1/token`, {
    method: 'POST',
    headers: { authorization: `Basic ${Buffer.from(`${clientId}:${accessKey}`).toString('base64')}` },
    body: new URLSearchParams({ grant_type: 'client_credentials' }),
  })
  const { access_token } = (await token.json()) as { access_token: string }
  const ours = await fire({ url: `${url}/api/v1/credentials`, headers: { authorization: `Bearer ${access_token}` }, body })
  console.log(row('bare server, one INSERT', reference))
  console.log(row('Laurel upload, acknowledged', ours))
  console.log(`  ratio ${(ours.rate / reference.rate).toFixed(2)}`)
})
