import { sql } from 'kysely'
import { newId } from '../core/id.ts'
import type { Db, Tx } from '../platform/db/client.ts'

export interface Offer {
  id: string
  personId: string
  /** null: the resume */
  holdingId: string | null
  title: string
  configurations: string[]
  expiresAt: Date
}

export interface NewOffer extends Offer {
  codeHash: string
  transactionCodeHash: string
  tries: number
}

export async function insertOffer(tx: Tx, offer: NewOffer, now: Date): Promise<void> {
  await tx
    .insertInto('wallet_offers')
    .values({
      id: offer.id,
      person_id: offer.personId,
      holding_id: offer.holdingId,
      title: offer.title,
      configurations: offer.configurations,
      code_hash: offer.codeHash,
      transaction_code_hash: offer.transactionCodeHash,
      tries_left: offer.tries,
      created_at: now,
      expires_at: offer.expiresAt,
    })
    .execute()
}

const offers = (db: Db) =>
  db
    .selectFrom('wallet_offers as o')
    .select(['o.id', 'o.person_id as personId', 'o.holding_id as holdingId', 'o.title', 'o.configurations', 'o.expires_at as expiresAt'])

export interface OfferState extends Offer {
  triesLeft: number
  isRedeemed: boolean
  isTaken: boolean
}

const states = (db: Db) =>
  offers(db).select((eb) => [
    'o.tries_left as triesLeft',
    eb.exists(eb.selectFrom('wallet_tokens as t').select('t.offer_id').whereRef('t.offer_id', '=', 'o.id')).as('isRedeemed'),
    eb.exists(eb.selectFrom('wallet_deliveries as d').select('d.offer_id').whereRef('d.offer_id', '=', 'o.id')).as('isTaken'),
  ])

export const findOwnOffer = async (db: Db, personId: string, id: string): Promise<OfferState | undefined> =>
  (await states(db).where('o.person_id', '=', personId).where('o.id', '=', id).executeTakeFirst()) as OfferState | undefined

export const findOfferByCode = async (db: Db, codeHash: string): Promise<OfferState | undefined> =>
  (await states(db).where('o.code_hash', '=', codeHash).executeTakeFirst()) as OfferState | undefined

/** Takes one try of a living offer; two requests at once cannot take the same try. @returns the hash of the right code */
export async function takeOfferTry(db: Db, id: string, now: Date): Promise<string | undefined> {
  const { rows } = await sql<{ hash: string }>`update wallet_offers set tries_left = tries_left - 1
    where id = ${id} and expires_at > ${now} and tries_left > 0 returning transaction_code_hash as hash`.execute(db)
  return rows[0]?.hash
}

/** @throws the violation of offer_is_redeemed_once */
export async function insertToken(db: Db, offerId: string, tokenHash: string, expiresAt: Date): Promise<void> {
  await db.insertInto('wallet_tokens').values({ offer_id: offerId, token_hash: tokenHash, expires_at: expiresAt }).execute()
}

export const findOfferByToken = (db: Db, tokenHash: string, now: Date): Promise<Offer | undefined> =>
  offers(db)
    .innerJoin('wallet_tokens as t', 't.offer_id', 'o.id')
    .where('t.token_hash', '=', tokenHash)
    .where('t.expires_at', '>', now)
    .executeTakeFirst()

export const isDelivered = async (db: Db, offerId: string, configurationId: string): Promise<boolean> =>
  (await db
    .selectFrom('wallet_deliveries')
    .select('offer_id')
    .where('offer_id', '=', offerId)
    .where('configuration_id', '=', configurationId)
    .executeTakeFirst()) !== undefined

/** @throws the violation of configuration_is_delivered_once */
export async function insertDelivery(tx: Tx, offerId: string, configurationId: string, now: Date): Promise<void> {
  await tx.insertInto('wallet_deliveries').values({ offer_id: offerId, configuration_id: configurationId, delivered_at: now }).execute()
}

/** @throws the violation of nonce_is_used_once */
export async function insertUsedNonce(tx: Tx, nonceHash: string, expiresAt: Date): Promise<void> {
  await tx.insertInto('wallet_used_nonces').values({ nonce_hash: nonceHash, expires_at: expiresAt }).execute()
}

/** Offers a day after their end, and nonces nobody can use any more. */
export async function deleteOldOffers(db: Db, now: Date, dayAgo: Date): Promise<void> {
  await db.deleteFrom('wallet_offers').where('expires_at', '<', dayAgo).execute()
  await db.deleteFrom('wallet_used_nonces').where('expires_at', '<', now).execute()
}

export interface ListedWallet {
  id: string
  name: string
  logo: string | null
  link: string
}

export const listWallets = (db: Db): Promise<ListedWallet[]> =>
  db.selectFrom('wallets').select(['id', 'name', 'logo', 'link']).orderBy('position').execute()

export async function replaceWallets(tx: Tx, wallets: readonly Omit<ListedWallet, 'id'>[]): Promise<void> {
  await sql`lock table wallets in exclusive mode`.execute(tx)
  await tx.deleteFrom('wallets').execute()
  const rows = wallets.map((wallet, position) => ({ id: newId('wal'), position, ...wallet }))
  if (rows.length > 0) await tx.insertInto('wallets').values(rows).execute()
}
