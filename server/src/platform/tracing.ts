import { type Context, context, propagation, type Span, SpanKind, SpanStatusCode, trace } from '@opentelemetry/api'
import type { FastifyInstance } from 'fastify'
import type { AroundStatement } from './db/around-statements.ts'

const NAME = 'laurel'

/**
 * Sends traces to an OpenTelemetry collector: a span for each request, joined to the caller's (`traceparent`), and one for each
 * statement under it. Its packages are loaded only here, so a server without a collector does not pay for them.
 *
 * @param endpoint base address of the collector's OTLP over HTTP, such as `http://collector:4318`
 * @returns the function that sends what is left
 */
export async function startTracing(endpoint: string): Promise<() => Promise<void>> {
  const [{ BatchSpanProcessor, NodeTracerProvider }, { OTLPTraceExporter }, { resourceFromAttributes }] = await Promise.all([
    import('@opentelemetry/sdk-trace-node'),
    import('@opentelemetry/exporter-trace-otlp-http'),
    import('@opentelemetry/resources'),
  ])
  const exporter = new OTLPTraceExporter({ url: `${endpoint.replace(/\/+$/, '')}/v1/traces` })
  const provider = new NodeTracerProvider({
    resource: resourceFromAttributes({ 'service.name': NAME }),
    spanProcessors: [new BatchSpanProcessor(exporter)],
  })
  provider.register()
  return () => provider.shutdown()
}

declare module 'fastify' {
  interface FastifyRequest {
    span?: Span
  }
}

/** A span for each request. Addresses are named by their route: what stands in them may be secret. */
export function traceRequests(app: FastifyInstance): void {
  const tracer = trace.getTracer(NAME)
  app.addHook('onRequest', (request, _reply, done) => {
    const route = request.routeOptions.url ?? 'none'
    const from: Context = propagation.extract(context.active(), request.headers)
    const span = tracer.startSpan(
      `${request.method} ${route}`,
      { kind: SpanKind.SERVER, attributes: { 'http.request.method': request.method, 'http.route': route } },
      from,
    )
    request.span = span
    context.with(trace.setSpan(from, span), done)
  })
  app.addHook('onResponse', async (request, reply) => {
    request.span?.setAttribute('http.response.status_code', reply.statusCode)
    if (reply.statusCode >= 500) request.span?.setStatus({ code: SpanStatusCode.ERROR })
    request.span?.end()
  })
}

/** A span for each statement that belongs to a request: its text, never its values. */
export const aroundWithSpan: AroundStatement = async ({ sql }, run) => {
  if (!trace.getActiveSpan()) return run()
  const verb = sql.trimStart().split(/\s/, 1)[0]?.toUpperCase() ?? 'SQL'
  const attributes = { 'db.system.name': 'postgresql', 'db.query.text': sql }
  const span = trace.getTracer(NAME).startSpan(verb, { kind: SpanKind.CLIENT, attributes })
  try {
    return await run()
  } catch (error) {
    span.setStatus({ code: SpanStatusCode.ERROR })
    throw error
  } finally {
    span.end()
  }
}
