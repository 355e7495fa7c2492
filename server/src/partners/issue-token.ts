import { newSecret } from '../core/id.ts'
import type { Clock } from '../core/time.ts'
import type { Db } from '../platform/db/client.ts'
import { sha256 } from '../platform/secrets.ts'
import { findClientByKey } from './client-key.ts'
import { problems } from './problems.ts'
import { checkGrant, checkTokenRequest, grantedScopes, TOKEN_IDLE_MS, type TokenFacts } from './rules.ts'
import { insertToken } from './store.ts'

/**
 * Issues an opaque access token to a partner: 256 random bits, stored hashed.
 *
 * @throws Problem invalid_request | invalid_client | unsupported_grant_type | invalid_scope
 * @see RFC 6749 section 4.4; CredentialConnect spec, "Token"
 */
export async function issueToken(deps: { db: Db; now: Clock }, facts: TokenFacts) {
  checkTokenRequest(facts)
  const { params, basic } = facts
  const [id] = params.get('client_id') ?? []
  const [secret] = params.get('client_secret') ?? []
  const sent = basic !== undefined ? basic : id !== undefined && secret !== undefined ? { id, secret } : null
  const now = deps.now()
  const client = await findClientByKey(deps.db, sent, now)
  if (!client) throw problems.invalid_client()
  checkGrant(facts)
  const scopes = grantedScopes(params.get('scope')?.[0], client.scopes)
  const token = newSecret()
  await deps.db
    .transaction()
    .execute((tx) => insertToken(tx, { tokenHash: sha256(token), partnerId: client.partnerId, keyHash: client.keyHash, scopes }, now))
  return { access_token: token, token_type: 'Bearer' as const, expires_in: TOKEN_IDLE_MS / 1_000, scope: scopes.join(' ') }
}
