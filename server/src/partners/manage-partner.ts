import { differences, type Recorder } from '../audit/index.ts'
import type { Mode } from '../core/caller.ts'
import { newId, newSecret, randomText } from '../core/id.ts'
import { enforce } from '../core/rule.ts'
import { after, type Clock, HOUR_MS } from '../core/time.ts'
import type { Db, Tx } from '../platform/db/client.ts'
import { sha256 } from '../platform/secrets.ts'
import { keepLogo, type LogoDeps, takeLogo } from './logos/take-logo.ts'
import { problems } from './problems.ts'
import { importUrlIsAnAddress, shortName } from './rules.ts'
import {
  endKeys,
  endPartner,
  findPartner,
  findPartnerBySlug,
  insertKey,
  insertPartner,
  type Partner,
  type PartnerSettings,
  type Scope,
  updatePartnerRow,
} from './store.ts'

const ALL_SCOPES: Scope[] = ['delete', 'readonly', 'replace']

type Identity = { name: string; slug?: string; mode?: Mode }
export type NewPartner = Identity & Partial<PartnerSettings>

/** What the API says of a partner; never its key. */
export const presentPartner = ({ createdAt, ...partner }: Partner) => ({ ...partner, createdAt: createdAt.toISOString() })

/**
 * Creates a partner with its first access key, which is shown this once.
 *
 * @throws Problem partner_slug_taken | logo_unusable | import_url_invalid
 */
export async function createPartner(deps: LogoDeps & { now: Clock; record: Recorder }, wanted: NewPartner) {
  enforce([importUrlIsAnAddress], wanted)
  const now = deps.now()
  const id = newId('prt')
  const accessKey = newSecret()
  const slug = wanted.slug ?? (await freeSlug(deps.db, shortName(wanted.name) || 'partner'))
  const { taken, change } = await withLogo(deps, wanted)
  // none chosen is none: only a partner whose scopes are not spoken of has all
  const scopes = wanted.scopes ? ALL_SCOPES.filter((scope) => wanted.scopes?.includes(scope)) : ALL_SCOPES
  const partner = { ...change, id, slug, mode: wanted.mode ?? 'live', clientId: `lrl_${randomText(20)}`, scopes }
  await deps.db.transaction().execute(async (tx) => {
    if (taken) await keepLogo(tx, taken, now)
    await insertPartner(tx, partner, now)
    await insertKey(tx, id, sha256(accessKey), now)
    await deps.record(tx, { action: 'createPartner', target: { kind: 'partner', id, name: partner.name }, detail: partner })
  })
  return { ...presentPartner((await findPartner(deps.db, id))!), accessKey }
}

/** A short name made from the name gets a few random letters when it is taken; one that was asked for is refused instead. */
async function freeSlug(db: Db, slug: string): Promise<string> {
  const taken = await findPartnerBySlug(db, slug)
  return taken ? `${slug}-${randomText(5)}` : slug
}

/** What a change sets, its logo taken in. */
async function withLogo<C extends Partial<PartnerSettings>>(deps: LogoDeps, change: C) {
  const taken = change.logo === undefined ? undefined : await takeLogo(deps, change.logo)
  return { taken, change: { ...change, ...(taken && { logo: taken.logo, logoImage: taken.image }) } }
}

export interface ManagingDeps extends LogoDeps {
  now: Clock
  record: Recorder
  /** what waited for a section may have one now */
  onTypesMapped(tx: Tx, partnerId: string, typeOverrides: PartnerSettings['typeOverrides']): Promise<void>
}

/** @throws Problem partner_not_found | partner_slug_taken | logo_unusable | import_url_invalid */
export async function updatePartner(deps: ManagingDeps, id: string, wanted: Partial<Identity & PartnerSettings>) {
  enforce([importUrlIsAnAddress], wanted)
  const { taken, change } = await withLogo(deps, wanted)
  await deps.db.transaction().execute(async (tx) => {
    const before = await findPartner(tx, id)
    if (!before || !(await updatePartnerRow(tx, id, change))) throw problems.partner_not_found()
    if (taken) await keepLogo(tx, taken, deps.now())
    if (change.typeOverrides) await deps.onTypesMapped(tx, id, change.typeOverrides)
    const detail = differences({ ...before }, change)
    await deps.record(tx, { action: 'updatePartner', target: { kind: 'partner', id, name: before.name }, detail })
  })
  return presentPartner((await findPartner(deps.db, id))!)
}

/** @throws Problem partner_not_found */
export async function deletePartner(deps: { db: Db; now: Clock; record: Recorder }, id: string): Promise<null> {
  await deps.db.transaction().execute(async (tx) => {
    const partner = await findPartner(tx, id)
    if (!partner || !(await endPartner(tx, id, deps.now()))) throw problems.partner_not_found()
    await deps.record(tx, { action: 'deletePartner', target: { kind: 'partner', id, name: partner.name } })
  })
  return null
}

export interface RotateDeps {
  db: Db
  now: Clock
  record: Recorder
}

/**
 * Gives a partner a new access key. The old one and its tokens end at once, or after a grace.
 *
 * @param graceHours hours both keys work; 0 ends the old one at once
 * @throws Problem partner_not_found
 */
export const rotateKey = (deps: RotateDeps, id: string, graceHours: number) =>
  deps.db.transaction().execute((tx) => rotateKeyIn(tx, deps, id, graceHours))

/** The same in the caller's transaction, with what hangs on the new key. */
export async function rotateKeyIn(tx: Tx, deps: RotateDeps, id: string, graceHours: number) {
  const now = deps.now()
  const partner = await findPartner(tx, id)
  if (!partner) throw problems.partner_not_found()
  const accessKey = newSecret()
  const endsAt = after(now, graceHours * HOUR_MS)
  await endKeys(tx, id, graceHours > 0 ? endsAt : undefined)
  await insertKey(tx, id, sha256(accessKey), now)
  await deps.record(tx, { action: 'rotatePartnerKey', target: { kind: 'partner', id, name: partner.name }, detail: { graceHours } })
  return { id, clientId: partner.clientId, accessKey, oldKeyEndsAt: endsAt.toISOString() }
}
