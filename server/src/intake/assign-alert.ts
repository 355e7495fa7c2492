import type { Recorder } from '../audit/index.ts'
import type { Clock } from '../core/time.ts'
import type { Section } from '../core/words.ts'
import { insertTypeOverride } from '../partners/index.ts'
import type { Db, Tx } from '../platform/db/client.ts'
import { problems } from './problems.ts'
import { sectionOf } from './sections.ts'
import { closeAlert, listOpenAlertsOf, moveType } from './store/alerts.ts'

/**
 * Gives an unknown achievement type its section for one partner; what is already there moves, later uploads follow.
 *
 * @returns how many credentials moved
 * @throws Problem alert_not_found
 */
export async function assignAlert(
  deps: { db: Db; now: Clock; record: Recorder },
  id: string,
  section: Section,
): Promise<{ moved: number }> {
  return deps.db.transaction().execute(async (tx) => {
    const alert = await closeAlert(tx, id, section, deps.now())
    if (!alert) throw problems.alert_not_found()
    await insertTypeOverride(tx, alert.partnerId, alert.achievementType, section)
    const moved = await moveType(tx, alert.partnerId, alert.typeKey, section)
    const target = { kind: 'achievement type', id, name: alert.achievementType }
    await deps.record(tx, { action: 'assignAlert', target, detail: { section, moved, partnerId: alert.partnerId } })
    return { moved }
  })
}

/** A mapping set on the partner itself answers the alerts it covers, just as assigning them would. */
export async function settleAlerts(
  { now }: { now: Clock },
  tx: Tx,
  partnerId: string,
  typeOverrides: Readonly<Record<string, Section>>,
): Promise<void> {
  for (const { id, achievementType } of await listOpenAlertsOf(tx, partnerId)) {
    const { section, isKnown } = sectionOf(achievementType, typeOverrides)
    const alert = isKnown ? await closeAlert(tx, id, section, now()) : undefined
    if (alert) await moveType(tx, partnerId, alert.typeKey, section)
  }
}
