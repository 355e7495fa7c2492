import * as api from './api.ts'

const OPERATIONS = [api.getCredentials, api.upsertCredential, api.getProfile, api.putProfile, api.getDiscovery]

/** @see OB 3.0 section 7.3, "Service Discovery": a profiled OpenAPI document with the addresses of the OAuth 2.0 endpoints */
export function serviceDescription(baseUrl: string): Record<string, unknown> {
  const root = `${baseUrl}/ims/ob/v3p0`
  const paths: Record<string, Record<string, unknown>> = {}
  for (const endpoint of OPERATIONS) {
    const path = endpoint.path.slice('/ims/ob/v3p0'.length)
    const scope = 'scope' in endpoint ? endpoint.scope : undefined
    paths[path] = {
      ...paths[path],
      [endpoint.method.toLowerCase()]: {
        operationId: endpoint.id.replace(/^openBadges(.)/, (_, first: string) => first.toLowerCase()),
        summary: endpoint.summary,
        responses: { [endpoint.success]: { description: 'Success.' } },
        ...(scope && { security: [{ OAuth2CCG: [scope] }] }),
      },
    }
  }
  return {
    openapi: '3.0.1',
    info: {
      title: 'Laurel Open Badges API',
      version: '3.0',
      termsOfService: `${baseUrl}/terms`,
      'x-imssf-privacyPolicyUrl': `${baseUrl}/privacy`,
    },
    servers: [{ url: root }],
    paths,
    components: {
      securitySchemes: {
        OAuth2CCG: {
          type: 'oauth2',
          description: 'Client credentials; a partner gets its client id and access key from the operator.',
          'x-imssf-registrationUrl': `${baseUrl}/api/docs`,
          flows: { clientCredentials: { tokenUrl: `${baseUrl}/api/v1/token`, scopes: api.SCOPES } },
        },
      },
    },
  }
}
