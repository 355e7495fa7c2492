import { createHash, randomInt } from 'node:crypto'
import { readCredential } from '@laurel/credentials'
import { renderSVG } from 'uqr'
import { findPerson } from '../accounts/index.ts'
import { newId, newSecret } from '../core/id.ts'
import { enforce } from '../core/rule.ts'
import { after, type Clock, MINUTE_MS } from '../core/time.ts'
import { listHeldDocuments } from '../intake/index.ts'
import type { Db } from '../platform/db/client.ts'
import { sha256 } from '../platform/secrets.ts'
import type { ShortCodes } from '../platform/short-codes.ts'
import { heldConfiguration, RESUME_CONFIGURATIONS } from './configurations.ts'
import { problems } from './problems.ts'
import { offerRules } from './rules.ts'
import { findOwnOffer, insertOffer, type OfferState } from './store.ts'

const OFFER_LIFETIME_MS = 10 * MINUTE_MS
const TRIES = 5
export const CODE_DIGITS = 6

/** The pre-authorized code that belongs to the secret of an offer's address: neither is stored. */
export const preAuthorizedCode = (secret: string): string => createHash('sha256').update(`pre-authorized ${secret}`).digest('base64url')
const TRANSACTION = 'wallet transaction'
const transactionDigest = (codes: ShortCodes, offerId: string, code: string): string => codes.digest(code, TRANSACTION, offerId)
export const transactionCodeMatches = (codes: ShortCodes, offerId: string, code: string, digest: string): boolean =>
  codes.matches(code, digest, TRANSACTION, offerId)

/**
 * Offers the resume, or one credential the person holds, to a wallet. Lives 10 minutes and works once.
 *
 * @param holdingId an entry or proof on the resume; undefined for the whole resume
 * @returns the address of the offer, as deep link and as QR; the transaction code, shown here and nowhere else
 * @throws Problem credential_not_held | credential_withdrawn | credential_unsigned
 * @see OpenID4VCI 1.0 section 4.1
 */
export async function createOffer(
  deps: { db: Db; codes: ShortCodes; now: Clock; baseUrl: string },
  personId: string,
  holdingId: string | undefined,
) {
  const { title, configurations } =
    holdingId === undefined ? await theResume(deps.db, personId) : await heldOne(deps.db, personId, holdingId)
  const id = newId('wof')
  const secret = newSecret()
  const transactionCode = String(randomInt(10 ** CODE_DIGITS)).padStart(CODE_DIGITS, '0')
  const now = deps.now()
  const offer = {
    id,
    personId,
    holdingId: holdingId ?? null,
    title,
    configurations,
    codeHash: sha256(preAuthorizedCode(secret)),
    transactionCodeHash: transactionDigest(deps.codes, id, transactionCode),
    tries: TRIES,
    expiresAt: after(now, OFFER_LIFETIME_MS),
  }
  await deps.db.transaction().execute((tx) => insertOffer(tx, offer, now))
  const offerUri = `${deps.baseUrl}/openid4vci/offers/${secret}`
  const deepLink = `openid-credential-offer://?credential_offer_uri=${encodeURIComponent(offerUri)}`
  return {
    id,
    title,
    offerUri,
    deepLink,
    qr: renderSVG(deepLink, { border: 2 }),
    transactionCode,
    expiresAt: offer.expiresAt.toISOString(),
  }
}

async function theResume(db: Db, personId: string): Promise<{ title: string; configurations: string[] }> {
  const person = await findPerson(db, personId)
  const name = [person?.givenName, person?.familyName].filter(Boolean).join(' ')
  return { title: name === '' ? 'Resume' : `Resume of ${name}`, configurations: [...RESUME_CONFIGURATIONS] }
}

async function heldOne(db: Db, personId: string, holdingId: string): Promise<{ title: string; configurations: string[] }> {
  const [document] = await listHeldDocuments(db, personId, [holdingId])
  const read = document && readCredential(document.document)
  enforce(offerRules, { held: document && { ...document, isSigned: read?.signed ?? false } })
  const title = read!.name ?? read!.achievements[0]?.name ?? 'Credential'
  return { title, configurations: [heldConfiguration(read!.types, document!.form)] }
}

/** How an offer stands: `taken` once a wallet has it, `expired` when none can have it any more. */
export function statusOfOffer({ isTaken, isRedeemed, triesLeft, expiresAt }: OfferState, now: Date): 'waiting' | 'taken' | 'expired' {
  if (isTaken) return 'taken'
  const isDead = expiresAt <= now || (triesLeft === 0 && !isRedeemed)
  return isDead ? 'expired' : 'waiting'
}

/** @throws Problem offer_not_found */
export async function getOffer(deps: { db: Db; now: Clock }, personId: string, id: string) {
  const offer = await findOwnOffer(deps.db, personId, id)
  if (!offer) throw problems.offer_not_found()
  const { title, expiresAt } = offer
  return { id, title, status: statusOfOffer(offer, deps.now()), expiresAt: expiresAt.toISOString() }
}
