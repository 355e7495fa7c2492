import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { startTestApp, type TestApp } from '../../test/app.ts'
import { badge, call, makePartner, push } from '../../test/people.ts'
import { aroundWithSpan, startTracing } from './tracing.ts'

interface Sent {
  traceId: string
  spanId: string
  parentSpanId?: string
  name: string
  attributes: { key: string; value: { stringValue?: string; intValue?: number } }[]
}

const TRACE = '4bf92f3577b34da6a3ce929d0e0e4736'
const spans: Sent[] = []
const collector = createServer((request, response) => {
  let body = ''
  request.on('data', (chunk) => {
    body += chunk
  })
  request.on('end', () => {
    for (const resource of JSON.parse(body).resourceSpans)
      for (const scope of resource.scopeSpans) if (request.url === '/v1/traces') spans.push(...scope.spans)
    response.writeHead(200, { 'content-type': 'application/json' }).end('{}')
  })
})
let app: TestApp
let stop: () => Promise<void>
beforeAll(async () => {
  await new Promise<void>((resolve) => collector.listen(0, '127.0.0.1', resolve))
  const endpoint = `http://127.0.0.1:${(collector.address() as AddressInfo).port}`
  stop = await startTracing(endpoint)
  app = await startTestApp({ around: aroundWithSpan, env: { OTEL_EXPORTER_OTLP_ENDPOINT: endpoint } })
})
afterAll(async () => {
  await app.stop()
  collector.close()
})

it('a request and its statements reach the collector as one trace, joined to the caller’s, without what is secret', async () => {
  const partner = await makePartner(app)
  const { body } = await push(
    app,
    partner,
    { credentials: [badge({ name: 'Unrepeatable' })] },
    { traceparent: `00-${TRACE}-00f067aa0ba902b7-01` },
  )
  await call(app, 'GET', `/createmyresume/${body.identifier_token}`)
  await stop()
  const ours = spans.filter(({ traceId }) => traceId === TRACE)
  const request = ours.find(({ name }) => name === 'POST /api/v1/credentials')
  expect(request?.attributes).toContainEqual({ key: 'http.response.status_code', value: { intValue: 200 } })
  const statements = ours.filter(({ parentSpanId }) => parentSpanId === request?.spanId)
  expect(statements.map(({ name }) => name)).toEqual(expect.arrayContaining(['BEGIN', 'WITH', 'COMMIT']))
  const text = JSON.stringify(spans)
  expect(text).not.toContain(body.identifier_token)
  expect(text).not.toContain('Unrepeatable')
})
