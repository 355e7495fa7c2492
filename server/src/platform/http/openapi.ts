import swagger from '@fastify/swagger'
import swaggerUi from '@fastify/swagger-ui'
import type { FastifyInstance } from 'fastify'

/** Collects the endpoints as OpenAPI 3.1, served at /api/openapi.json with pages at /api/docs. */
export async function describeApi(app: FastifyInstance, baseUrl: string): Promise<void> {
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
    refResolver: { buildLocalReference: (json, _baseUri, _fragment, i) => String(json.$id ?? `def-${i}`) },
  })
  await app.register(swaggerUi, { routePrefix: '/api/docs', staticCSP: true, uiConfig: { deepLinking: false } })
  app.get('/api/openapi.json', { schema: { hide: true } as object }, async () => app.swagger())
}
