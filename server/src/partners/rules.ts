import { enforce, type Rule } from '../core/rule.ts'
import { after, HOUR_MS, MINUTE_MS } from '../core/time.ts'
import { problems } from './problems.ts'

/** A token lives 60 minutes from its last use, at most 12 hours from issue. @see CredentialConnect spec, "Token" */
export const TOKEN_IDLE_MS = 60 * MINUTE_MS
export const TOKEN_LIFETIME_MS = 12 * HOUR_MS

export interface TokenTimes {
  issuedAt: Date
  lastUsedAt: Date
}

export const tokenLives = ({ issuedAt, lastUsedAt }: TokenTimes, now: Date): boolean =>
  now < after(lastUsedAt, TOKEN_IDLE_MS) && now < after(issuedAt, TOKEN_LIFETIME_MS)

/** Everything the token rules look at. `client` is undefined for an unknown id and for a wrong key alike. */
export interface TokenFacts {
  params: ReadonlyMap<string, readonly string[]>
  basic: { id: string; secret: string } | undefined | null
}

const PARAMETERS = ['grant_type', 'scope', 'client_id', 'client_secret']

/** RFC 6749 section 3.2: parameters must not be included more than once. */
export const parametersAreSentOnce: Rule<TokenFacts> = ({ params }) => {
  const twice = PARAMETERS.find((name) => (params.get(name)?.length ?? 0) > 1)
  return twice !== undefined && problems.invalid_request({ because: `${twice} is sent twice.` })
}

/** RFC 6749 section 2.3: one way to authenticate in each request. */
export const oneWayToAuthenticate: Rule<TokenFacts> = ({ params, basic }) =>
  basic !== undefined &&
  (params.has('client_secret') || (params.has('client_id') && params.get('client_id')?.[0] !== basic?.id)) &&
  problems.invalid_request({ because: 'Send the access key in the Authorization header or in the body, not in both.' })

export const grantIsClientCredentials: Rule<TokenFacts> = ({ params }) => {
  const [grant] = params.get('grant_type') ?? []
  if (!grant) return problems.invalid_request({ because: 'grant_type is missing. Send grant_type=client_credentials.' })
  return grant !== 'client_credentials' && problems.unsupported_grant_type()
}

/** Checked before the client is looked up. */
export const requestRules = [parametersAreSentOnce, oneWayToAuthenticate] as const

/**
 * The scopes a request asks for: any subset, any order; none, or an empty text, is all that the partner has.
 *
 * @throws Problem invalid_scope
 */
export function grantedScopes(asked: string | undefined, allowed: readonly string[]): string[] {
  const names = (asked ?? '').split(/\s+/).filter(Boolean)
  if (names.length === 0) return [...allowed]
  if (names.some((name) => !carriesScope(allowed, name))) throw problems.invalid_scope({ allowed })
  const published = Object.keys(OPEN_BADGES_SCOPES).filter((name) => names.includes(name))
  return [...allowed.filter((name) => names.includes(name)), ...published]
}

const OPEN_BADGES = 'https://purl.imsglobal.org/spec/ob/v3p0/scope/'

/** The scopes of the Open Badges REST API, and which of ours includes each. @see OB 3.0 section 7.4, "Scopes" */
const OPEN_BADGES_SCOPES: Readonly<Record<string, string>> = {
  [`${OPEN_BADGES}credential.readonly`]: 'readonly',
  [`${OPEN_BADGES}credential.upsert`]: 'replace',
  [`${OPEN_BADGES}profile.readonly`]: 'readonly',
  [`${OPEN_BADGES}profile.update`]: 'replace',
}

/** A token with one of our scopes carries the published ones within it; never the other way round. */
export function carriesScope(scopes: readonly string[], wanted: string): boolean {
  const including = OPEN_BADGES_SCOPES[wanted]
  return scopes.includes(wanted) || (including !== undefined && scopes.includes(including))
}

/** The short name made of a name; empty when no letter of it can stand in an address. */
export const shortName = (name: string): string =>
  name
    .normalize('NFKD')
    .replace(/[^\w\s-]|_/g, '')
    .trim()
    .replace(/[\s-]+/g, '-')
    .slice(0, 60)

/** A browser is sent there: an address that cannot be read would leave the partner out of the import page without a word. */
export const importUrlIsAnAddress: Rule<{ importUrl?: string | null }> = ({ importUrl }) =>
  importUrl != null && !isAddress(importUrl) && problems.import_url_invalid()

function isAddress(text: string): boolean {
  if (!URL.canParse(text)) return false
  const { username, password } = new URL(text)
  return username === '' && password === ''
}

export const checkTokenRequest = (facts: TokenFacts): void => enforce(requestRules, facts)
export const checkGrant = (facts: TokenFacts): void => enforce([grantIsClientCredentials], facts)
