import swagger from '@fastify/swagger'
import swaggerUi from '@fastify/swagger-ui'
import type { FastifyInstance } from 'fastify'
import { withOtherMethodsRefused } from './allowed-methods.ts'
import { refusalAnswers, refusalSchemas } from './refusal-answers.ts'

/** Collects the endpoints as OpenAPI 3.1, served at /api/openapi.json with pages at /api/docs. */
export async function describeApi(app: FastifyInstance, baseUrl: string): Promise<void> {
  const refusals = new Map<string, Record<string, object>>()
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Laurel',
        version: '0.1.0',
        description: 'Turns what a person has really earned into a resume anyone can check.',
        license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
      },
      servers: [{ url: baseUrl }],
      components: {
        securitySchemes: {
          accessToken: { type: 'http', scheme: 'bearer', description: 'Partner: the access token of POST /api/v1/token.' },
          platformKey: {
            type: 'apiKey',
            in: 'header',
            name: 'x-api-key',
            description: 'Platform: its API key, or the token of one verification.',
          },
          operator: { type: 'http', scheme: 'bearer', description: 'Operator: LAUREL_ADMIN_TOKEN.' },
          partnerSession: {
            type: 'apiKey',
            in: 'cookie',
            name: 'laurel_partner',
            description: 'Partner pages: set by POST /api/partner/sign-in.',
          },
          session: { type: 'apiKey', in: 'cookie', name: 'laurel_session', description: 'Person: set by POST /api/sign-in/verify.' },
        },
      },
    },
    transform: ({ schema, url, route }) => {
      const { endpoint, envelope } = route.config ?? {}
      if (endpoint) refusals.set(endpoint.id, refusalAnswers(endpoint, envelope))
      return { schema, url }
    },
    transformObject: (document) => ('openapiObject' in document ? withRefusals(document.openapiObject, refusals) : document.swaggerObject),
    refResolver: { buildLocalReference: (json, _baseUri, _fragment, i) => String(json.$id ?? `def-${i}`) },
  })
  await app.register(swaggerUi, { routePrefix: '/api/docs', staticCSP: true, uiConfig: { deepLinking: false } })
  await withOtherMethodsRefused(app, (scope) => {
    scope.get('/api/openapi.json', { schema: { hide: true } as object }, async () => app.swagger())
  })
}

interface Operation {
  operationId?: string
  summary?: string
  responses?: Record<string, Response>
}
interface Response {
  description?: string
  content?: object
}
interface Described {
  paths?: Record<string, Record<string, Operation>>
  components?: { schemas?: Record<string, object> }
}

/** A status that an endpoint gives a meaning of its own, and that its door and HTTP use too. */
const both = (own: Response | undefined, refusal: Response): Response =>
  own ? { description: `${own.description} ${refusal.description}`, content: { ...own.content, ...refusal.content } } : refusal

/** Every operation with what it answers when it refuses. */
function withRefusals<D extends object>(document: D, refusals: ReadonlyMap<string, Record<string, object>>): D {
  const { paths = {}, components } = document as Described
  for (const operation of Object.values(paths).flatMap((methods) => Object.values(methods))) {
    const { operationId = '', summary = 'Done.', responses = {} } = operation
    for (const answer of Object.values(responses)) if (answer.description === 'Default Response') answer.description = summary
    for (const [status, refusal] of Object.entries(refusals.get(operationId) ?? {})) responses[status] = both(responses[status], refusal)
    operation.responses = responses
  }
  return { ...document, components: { ...components, schemas: { ...components?.schemas, ...refusalSchemas } } }
}
