import { Oauth2AuthorizationServer, Oauth2ServerErrorResponseError } from '@openid4vc/oauth2'
import { newSecret } from '../../core/id.ts'
import { after, type Clock, MINUTE_MS } from '../../core/time.ts'
import type { Db } from '../../platform/db/client.ts'
import { guarded } from '../../platform/db/constraint.ts'
import { sha256 } from '../../platform/secrets.ts'
import type { ShortCodes } from '../../platform/short-codes.ts'
import { statusOfOffer, transactionCodeMatches } from '../create-offer.ts'
import { findOfferByCode, insertToken, takeOfferTry } from '../store.ts'
import { problems } from './problems.ts'

const TOKEN_LIFETIME_MS = 10 * MINUTE_MS
const PRE_AUTHORIZED = 'urn:ietf:params:oauth:grant-type:pre-authorized_code'

/** What a wallet sends besides the transaction code. */
const NEEDED = ['grant_type', 'pre-authorized_code']

const server = new Oauth2AuthorizationServer({ callbacks: {} as never })

/** @throws Problem invalid_request | unsupported_grant_type */
function readRequest(params: ReadonlyMap<string, readonly string[]>, url: string) {
  for (const [name, values] of params) if (values.length > 1) throw problems.invalid_request({ because: `${name} is there twice.` })
  // a parameter without a value is as good as left out: RFC 6749 section 3.2
  const accessTokenRequest = Object.fromEntries([...params].flatMap(([name, [value]]) => (value ? [[name, value]] : [])))
  let parsed: ReturnType<typeof server.parseAccessTokenRequest>
  try {
    parsed = server.parseAccessTokenRequest({ accessTokenRequest, request: { headers: new Headers(), method: 'POST', url } as never })
  } catch (error) {
    if (!(error instanceof Oauth2ServerErrorResponseError)) throw error
    if (error.errorResponse.error === 'unsupported_grant_type') throw problems.unsupported_grant_type()
    throw problems.invalid_request({
      because: `${NEEDED.find((name) => !accessTokenRequest[name]) ?? 'A parameter'} is missing or unreadable.`,
    })
  }
  if (parsed.grant.grantType !== PRE_AUTHORIZED) throw problems.unsupported_grant_type()
  const { preAuthorizedCode, txCode } = parsed.grant
  if (txCode === undefined) throw problems.invalid_request({ because: 'tx_code is missing: the person reads it off the screen.' })
  return { preAuthorizedCode, txCode }
}

/**
 * Redeems a pre-authorized code with its transaction code: once, whatever races. A wrong transaction code costs one of 5 tries.
 *
 * @throws Problem invalid_request | unsupported_grant_type | invalid_grant
 * @see OpenID4VCI 1.0 section 6
 */
export async function redeemCode(
  deps: { db: Db; codes: ShortCodes; now: Clock; baseUrl: string },
  params: ReadonlyMap<string, readonly string[]>,
): Promise<{ access_token: string; token_type: 'Bearer'; expires_in: number }> {
  const { preAuthorizedCode, txCode } = readRequest(params, `${deps.baseUrl}/openid4vci/token`)
  const now = deps.now()
  const offer = await findOfferByCode(deps.db, sha256(preAuthorizedCode))
  if (!offer || offer.isRedeemed || statusOfOffer(offer, now) !== 'waiting') throw problems.invalid_grant()
  // the try is spent by itself, so that a refused request still counts it
  const right = await takeOfferTry(deps.db, offer.id, now)
  if (right === undefined || !transactionCodeMatches(deps.codes, offer.id, txCode, right)) throw problems.invalid_grant()
  const token = newSecret()
  await guarded(insertToken(deps.db, offer.id, sha256(token), after(now, TOKEN_LIFETIME_MS)), {
    offer_is_redeemed_once: problems.invalid_grant,
  })
  return { access_token: token, token_type: 'Bearer', expires_in: TOKEN_LIFETIME_MS / 1_000 }
}
