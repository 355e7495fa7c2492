import type { AuthorizationServerMetadata } from '@openid4vc/oauth2'
import { type IssuerMetadataResult, Openid4vciIssuer, Openid4vciVersion, setGlobalConfig } from '@openid4vc/openid4vci'
import { configurations } from '../configurations.ts'
import { verifyHolderSignature } from './holder-key.ts'

// the only addresses the library judges here are our own, which are http on a machine of one's own
setGlobalConfig({ allowInsecureUrls: true })

/** The library's issuer: it knows the shapes; keys and chance are ours. */
export const issuer = new Openid4vciIssuer({
  callbacks: {
    verifyJwt: verifyHolderSignature,
    generateRandom: (length) => crypto.getRandomValues(new Uint8Array(length)),
    ...refused('clientAuthentication', 'signJwt', 'hash', 'encryptJwe', 'decryptJwe'),
  },
})

function refused<K extends string>(...names: K[]): Record<K, () => never> {
  const refuse = (): never => {
    throw new Error('no part of the flow of this server')
  }
  return Object.fromEntries(names.map((name) => [name, refuse])) as Record<K, () => never>
}

const known = new Map<string, IssuerMetadataResult>()

/** What a server at this address says of itself to wallets. @see OpenID4VCI 1.0 section 12; RFC 8414 */
export function metadataOf(baseUrl: string): IssuerMetadataResult {
  const before = known.get(baseUrl)
  if (before) return before
  const credentialIssuer = issuer.createCredentialIssuerMetadata({
    credential_issuer: baseUrl,
    credential_endpoint: `${baseUrl}/openid4vci/credential`,
    nonce_endpoint: `${baseUrl}/openid4vci/nonce`,
    display: [{ name: 'Laurel', locale: 'en' }],
    credential_configurations_supported: configurations(baseUrl) as never,
  })
  const metadata: IssuerMetadataResult = {
    originalDraftVersion: Openid4vciVersion.V1,
    credentialIssuer,
    authorizationServers: [authorizationServer(baseUrl)],
    knownCredentialConfigurations: issuer.getKnownCredentialConfigurationsSupported(credentialIssuer),
  }
  known.set(baseUrl, metadata)
  return metadata
}

const authorizationServer = (baseUrl: string): AuthorizationServerMetadata => ({
  issuer: baseUrl,
  token_endpoint: `${baseUrl}/openid4vci/token`,
  token_endpoint_auth_methods_supported: ['none'],
  grant_types_supported: ['urn:ietf:params:oauth:grant-type:pre-authorized_code'],
  'pre-authorized_grant_anonymous_access_supported': true,
})
