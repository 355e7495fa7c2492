import { differences, type Recorder } from '../../audit/index.ts'
import { enforce } from '../../core/rule.ts'
import { wordsOf } from '../../core/search.ts'
import type { Clock } from '../../core/time.ts'
import type { Db, Tx } from '../../platform/db/client.ts'
import type { Landing } from '../landing.ts'
import { keepLogo, type LogoDeps, type TakenLogo, takeLogo } from '../logos/take-logo.ts'
import { problems } from './problems.ts'
import { registryRules } from './rules.ts'
import { countChange, deleteIssuers, findIssuer, type Issuer, listAllIssuers, putIssuerRow, searchIssuers } from './store.ts'

export interface IssuerFacts {
  name: string
  domain?: string | null
  keys?: readonly (string | Record<string, unknown>)[]
  landing?: (Landing & { logo?: string | null }) | null
}

export interface RegistryDeps extends LogoDeps {
  db: Db
  now: Clock
  record: Recorder
  /** told in the same transaction: what these issuers signed is to be verified again */
  onIssuersChanged(tx: Tx, ids: readonly string[]): Promise<void>
  wakeRechecks(): void
}

const presentIssuer = ({ updatedAt, ...issuer }: Issuer) => ({ ...issuer, updatedAt: updatedAt.toISOString() })

/** By name. @param search words that all must occur */
export async function listIssuers(db: Db, { search, limit, offset }: { search?: string | undefined; limit: number; offset: number }) {
  const { issuers, total } = await searchIssuers(db, { words: wordsOf(search), limit, offset })
  return { issuers: issuers.map(presentIssuer), total }
}

type Wanted = { issuer: Issuer; taken: TakenLogo }

async function wantedOf(deps: LogoDeps & { now: Clock }, id: string, facts: IssuerFacts): Promise<Wanted> {
  const { name, domain = null, keys = [], landing = null } = facts
  const taken = await takeLogo(deps, landing?.logo ?? null)
  const shown = landing && { ...landing, ...(landing.logo !== undefined && { logo: taken.logo }) }
  const issuer = { id, name: name.trim(), domain, keys: [...keys], landing: shown, logoImage: taken.image, updatedAt: deps.now() }
  return { issuer, taken }
}

const plain = ({ updatedAt: _, logoImage: __, ...issuer }: Issuer): Record<string, unknown> => ({ ...issuer })
const isSame = (a: Issuer, b: Issuer): boolean => Object.keys(differences(plain(a), plain(b))).length === 0

/**
 * Replaces the registry.
 *
 * @param sent a list, or an object from issuer id to the rest
 * @throws Problem issuer_listed_twice | issuer_key_unreadable | logo_unusable
 * @see credentials spec, "Issuer known"
 */
export async function putIssuers(
  deps: RegistryDeps,
  sent: readonly ({ id: string } & IssuerFacts)[] | Readonly<Record<string, IssuerFacts>>,
) {
  const list = Array.isArray(sent) ? sent : Object.entries(sent).map(([id, facts]) => ({ ...(facts as IssuerFacts), id }))
  enforce(registryRules, { issuers: list.map(({ id, keys = [] }) => ({ id, keys })) })
  const wanted: Wanted[] = []
  for (const { id, ...facts } of list as ({ id: string } & IssuerFacts)[]) wanted.push(await wantedOf(deps, id, facts))
  const counts = await deps.db.transaction().execute(async (tx) => {
    await countChange(tx)
    const known = new Map((await listAllIssuers(tx)).map((issuer) => [issuer.id, issuer]))
    const removed = [...known.keys()].filter((id) => !wanted.some(({ issuer }) => issuer.id === id))
    const added = wanted.filter(({ issuer }) => !known.has(issuer.id))
    const changed = wanted.filter(({ issuer }) => {
      const before = known.get(issuer.id)
      return before !== undefined && !isSame(before, issuer)
    })
    await deleteIssuers(tx, removed)
    for (const { issuer, taken } of [...added, ...changed]) {
      await keepLogo(tx, taken, deps.now())
      await putIssuerRow(tx, issuer)
    }
    const idsOf = (some: readonly Wanted[]) => some.map(({ issuer }) => issuer.id)
    await deps.onIssuersChanged(tx, [...idsOf(added), ...idsOf(changed), ...removed])
    const detail = { added: idsOf(added), changed: idsOf(changed), removed, total: wanted.length }
    await deps.record(tx, { action: 'putIssuers', target: { kind: 'issuer registry', id: 'all' }, detail })
    return { added: added.length, changed: changed.length, removed: removed.length }
  })
  deps.wakeRechecks()
  const issuers = (await listAllIssuers(deps.db)).map(presentIssuer)
  return { issuers, total: issuers.length, ...counts }
}

/** Adds one issuer, or changes it. @throws Problem issuer_key_unreadable | logo_unusable */
export async function putIssuer(deps: RegistryDeps, id: string, facts: IssuerFacts) {
  enforce(registryRules, { issuers: [{ id, keys: facts.keys ?? [] }] })
  const { issuer, taken } = await wantedOf(deps, id, facts)
  await deps.db.transaction().execute(async (tx) => {
    await countChange(tx)
    const before = await findIssuer(tx, id)
    await keepLogo(tx, taken, deps.now())
    await putIssuerRow(tx, issuer)
    await deps.onIssuersChanged(tx, [id])
    const detail = before ? differences(plain(before), plain(issuer)) : plain(issuer)
    await deps.record(tx, { action: 'putIssuer', target: { kind: 'issuer', id, name: issuer.name }, detail })
  })
  deps.wakeRechecks()
  return presentIssuer((await findIssuer(deps.db, id))!)
}

/** Takes an issuer out. @throws Problem issuer_not_found */
export async function deleteIssuer(deps: RegistryDeps, id: string): Promise<null> {
  await deps.db.transaction().execute(async (tx) => {
    await countChange(tx)
    const before = await findIssuer(tx, id)
    if (!before) throw problems.issuer_not_found()
    await deleteIssuers(tx, [id])
    await deps.onIssuersChanged(tx, [id])
    await deps.record(tx, { action: 'deleteIssuer', target: { kind: 'issuer', id, name: before.name }, detail: plain(before) })
  })
  deps.wakeRechecks()
  return null
}
