import { didKeyOf, didWebDocument, generateKey, type JsonObject, type SigningKey } from '@laurel/credentials'
import type { Recorder } from '../audit/index.ts'
import { CannotStart } from '../core/cannot-start.ts'
import type { Clock } from '../core/time.ts'
import type { Db } from '../platform/db/client.ts'
import type { Seal } from '../platform/seal.ts'
import { didOf } from './did.ts'
import { problems } from './problems.ts'
import { type Algorithm, insertKey, type KeyRow, listKeys, retireKey } from './store.ts'

export const ALGORITHMS: readonly Algorithm[] = ['Ed25519', 'P-256', 'P-384']

export interface KeyDeps {
  db: Db
  now: Clock
  seal: Seal
  baseUrl: string
}

const about = (publicMultibase: string): string => `issuing key ${publicMultibase}`

function makeKey(seal: Seal, algorithm: Algorithm) {
  const { publicKeyMultibase, secretKeyMultibase } = generateKey(algorithm)
  return { algorithm, publicMultibase: publicKeyMultibase, secretSealed: seal.close(secretKeyMultibase, about(publicKeyMultibase)) }
}

/**
 * Makes the keys that are missing, at first start; says at once when LAUREL_SECRET is not the one they were sealed with.
 *
 * @throws CannotStart
 */
export async function ensureKeys({ db, now, seal }: Omit<KeyDeps, 'baseUrl'>): Promise<void> {
  const known = await listKeys(db)
  const inUse = known.filter(({ retiredAt }) => retiredAt === null)
  for (const algorithm of ALGORITHMS)
    if (!inUse.some((key) => key.algorithm === algorithm)) await insertKey(db, makeKey(seal, algorithm), now())
  if (!inUse.every((key) => opens(seal, key)))
    throw new CannotStart(
      'LAUREL_SECRET is not the one the signing keys were stored with. Start with that one; absent, it is the file secret in the data folder of the first start.',
    )
}

function opens(seal: Seal, { secretSealed, publicMultibase }: KeyRow): boolean {
  try {
    return seal.open(secretSealed, about(publicMultibase)) !== ''
  } catch {
    return false
  }
}

/** How many signing keys there are, and whether LAUREL_SECRET opens every one, the retired ones too. */
export async function tryKeys({ db, seal }: Pick<KeyDeps, 'db' | 'seal'>): Promise<{ keys: number; open: boolean }> {
  const known = await listKeys(db)
  return { keys: known.length, open: known.every((key) => opens(seal, key)) }
}

/** A new key takes the place of the one in use, which stays published: what it signed keeps verifying. */
export async function rotateKey(
  { db, now, seal, record }: Omit<KeyDeps, 'baseUrl'> & { record: Recorder },
  algorithm: Algorithm,
): Promise<{ fragment: string }> {
  const key = makeKey(seal, algorithm)
  await db.transaction().execute(async (tx) => {
    await retireKey(tx, algorithm, now())
    await insertKey(tx, key, now())
    await record(tx, { action: 'rotateIssuingKey', target: { kind: 'issuing key', id: key.publicMultibase, name: algorithm } })
  })
  return { fragment: key.publicMultibase }
}

/** All keys, without their secret halves. */
export async function describeKeys({ db, baseUrl }: Pick<KeyDeps, 'db' | 'baseUrl'>) {
  const did = didOf(baseUrl)
  return (await listKeys(db)).map(({ publicMultibase, algorithm, createdAt, retiredAt }) => ({
    id: `${did}#${publicMultibase}`,
    didKey: didKeyOf(publicMultibase),
    algorithm,
    createdAt: createdAt.toISOString(),
    retiredAt: retiredAt?.toISOString() ?? null,
  }))
}

/** What is published at `/.well-known/did.json`. */
export async function didDocument({ db, baseUrl }: Pick<KeyDeps, 'db' | 'baseUrl'>): Promise<JsonObject> {
  const keys = await listKeys(db)
  return didWebDocument(
    didOf(baseUrl),
    keys.map(({ publicMultibase }) => ({ fragment: publicMultibase, publicKeyMultibase: publicMultibase })),
  )
}

/**
 * The key to sign with: the one in use of an algorithm under the server's `did:web`, or the key a `did:key` of ours names.
 *
 * @param issuer the id the document is issued under; undefined for the server's own
 * @throws Problem signing_key_unknown
 */
export async function signingKeyFor(
  deps: Pick<KeyDeps, 'db' | 'seal' | 'baseUrl'>,
  algorithm: Algorithm | undefined,
  issuer?: string,
): Promise<SigningKey> {
  const did = didOf(deps.baseUrl)
  const inUse = (await listKeys(deps.db)).filter(({ retiredAt }) => retiredAt === null)
  const ours = issuer === undefined || issuer === did
  const row = inUse.find((key) => (ours ? key.algorithm === (algorithm ?? 'Ed25519') : didKeyOf(key.publicMultibase) === issuer))
  if (!row || (algorithm !== undefined && row.algorithm !== algorithm)) throw problems.signing_key_unknown({ issuer: issuer ?? did })
  return { ...pairOf(deps.seal, row), ...(ours && { id: `${did}#${row.publicMultibase}`, controller: did }) }
}

/** The key a `did:key` of ours names, also when it has been retired: what it has issued still needs its status list. */
export async function keyOf(deps: Pick<KeyDeps, 'db' | 'seal'>, didKey: string): Promise<SigningKey> {
  const row = (await listKeys(deps.db)).find(({ publicMultibase }) => didKeyOf(publicMultibase) === didKey)
  if (!row) throw problems.signing_key_unknown({ issuer: didKey })
  return pairOf(deps.seal, row)
}

const pairOf = (seal: Seal, { algorithm, publicMultibase, secretSealed }: KeyRow): SigningKey => ({
  algorithm,
  publicKeyMultibase: publicMultibase,
  secretKeyMultibase: seal.open(secretSealed, about(publicMultibase)),
})
