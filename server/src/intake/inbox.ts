import type { Clock } from '../core/time.ts'
import type { Db } from '../platform/db/client.ts'
import { take } from './claim-envelope.ts'
import { itemsOf } from './items.ts'
import { problems } from './problems.ts'
import { type Holding, listHoldings, setHoldingState } from './store/holdings.ts'

/** New credentials that wait for a person, oldest first. */
export async function getInbox(db: Db, personId: string) {
  const holdings = await listHoldings(db, personId, ['inbox'])
  return {
    items: holdings.flatMap((holding) =>
      itemsOf(holding, personId, (_row, part) => (part === holding.part ? holding.id : ''))
        .filter(({ id }) => id !== '')
        .map((item) => ({ ...item, partner: holding.partnerName, receivedAt: holding.receivedAt.toISOString() })),
    ),
  }
}

/**
 * Adds new credentials to the resume, or discards them.
 *
 * @throws Problem item_unknown
 */
export async function answerInbox(
  deps: { db: Db; now: Clock },
  personId: string,
  answer: { include?: readonly string[]; discard?: readonly string[] },
) {
  const { include = [], discard = [] } = answer
  return deps.db.transaction().execute(async (tx) => {
    const waiting = await listHoldings(tx, personId, ['inbox'])
    const named = (ids: readonly string[]): Holding[] => {
      const found = waiting.filter(({ id, assertionId }) => ids.includes(id) || ids.includes(assertionId))
      const unknown = ids.filter((id) => !found.some((holding) => holding.id === id || holding.assertionId === id))
      if (unknown.length > 0) throw problems.item_unknown({ ids: unknown })
      return found
    }
    const chosen = named(include)
    const discarded = named(discard)
    if (chosen.some((holding) => discarded.includes(holding))) throw problems.item_in_both()
    const parts = new Set(chosen.map(({ row, part }) => `${row} ${part}`))
    const rows = [...new Map(chosen.map((holding) => [holding.row, holding])).values()]
    const { added, withheld } = await take(tx, personId, rows, (assertion, part) => parts.has(`${assertion.row} ${part}`), deps.now())
    await setHoldingState(
      tx,
      personId,
      discarded.map(({ id }) => id),
      'discarded',
    )
    return { added, discarded: discarded.length, withheld: Math.min(withheld, chosen.length) }
  })
}
