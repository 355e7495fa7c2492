/**
 * `npm run bench:skills`: requests per second of the steps of a skill verification, beside a bare server that does one INSERT
 * of the same body on the same engine, in the same run. Bounded as `bench:upload`.
 */
import { randomUUID } from 'node:crypto'
import { bareServer } from './bare-server.ts'
import { clients, type Figures, fire, row, seconds } from './measure.ts'
import { ADMIN, onEachEngine } from './with-server.ts'

const init = (): string =>
  JSON.stringify({
    studentId: randomUUID(),
    name: 'Bench Student',
    email: `${randomUUID()}@example.org`,
    callbackWebhookUrl: 'https://platform.example/hook',
    projects: [{ projectId: 'p1', name: 'Project', description: 'x'.repeat(500) }],
    experience: [],
    certificates: [],
  })

console.log(`Skill verification, ${clients} clients, ${seconds} s each\n`)
await onEachEngine(async ({ url, database }) => {
  const post = async (
    path: string,
    body: object | string,
    headers: Record<string, string>,
  ): Promise<{ data: Record<string, string> } & Record<string, string>> => {
    const answer = await fetch(url + path, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    })
    const text = await answer.text()
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${text}`)
    return JSON.parse(text) as { data: Record<string, string> } & Record<string, string>
  }
  const reference = await bareServer(database, init)
  const platform = await post('/api/admin/platforms', { name: 'Bench' }, ADMIN)
  const { apiKey } = await post(`/api/admin/platforms/${platform.id}/keys`, { mode: 'live' }, ADMIN)
  const headers = { 'x-api-key': apiKey! }
  const { data } = await post('/api/v1/verify', init(), headers)
  const skills = JSON.stringify({
    recordVerificationId: data.recordVerificationId,
    recordUserId: data.recordUserId,
    skills: [{ skillId: 'skill_javascript', proofUrls: ['https://x.example/1'] }],
  })
  await post('/api/v1/step1/storeskills/store', skills, headers)
  const method = JSON.stringify({ recordVerificationId: data.recordVerificationId, verificationMethod: 'human' })
  const figures: [string, Figures][] = [
    ['bare server, one INSERT', reference],
    ['init', await fire({ url: `${url}/api/v1/verify`, headers, body: init })],
    ['step 1, skills', await fire({ url: `${url}/api/v1/step1/storeskills/store`, headers, body: () => skills })],
    ['step 2, method', await fire({ url: `${url}/api/v1/step2/verification-method`, headers, body: () => method })],
  ]
  for (const [name, one] of figures) console.log(`${row(name, one)}   ratio ${(one.rate / reference.rate).toFixed(2)}`)
})
