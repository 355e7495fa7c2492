import type { SelectQueryBuilder } from 'kysely'
import type { Tables } from './tables.ts'

/** How many rows a search finds in all, also for a page that begins behind its end. */
export async function countOf<T extends keyof Tables>(found: SelectQueryBuilder<Tables, T, object>): Promise<number> {
  const { total } = await found.select((eb) => eb.fn.countAll<string>().as('total')).executeTakeFirstOrThrow()
  return Number(total)
}
