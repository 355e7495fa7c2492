import DataLoader from 'dataloader'
import { type RawBuilder, sql } from 'kysely'
import type { Db } from './database.ts'

/** Reads the rows of several keys in one statement. A key without a row is left out. */
export type ReadMany<V> = (db: Db, keys: readonly string[]) => Promise<ReadonlyMap<string, V>>

/**
 * A read that many requests ask for at the same time, as one statement for all who wait: the first is asked at once, and whoever comes
 * while it is under way is in the next. Nothing is kept, and every statement begins after it was asked for, so that nobody sees less
 * than what was committed before. Inside a transaction each read stands alone.
 *
 * @see reliability L1
 */
export function askedTogether<V>(readMany: ReadMany<V>): (db: Db, key: string) => Promise<V | undefined> {
  const loaders = new WeakMap<Db, DataLoader<string, V | undefined>>()
  return async (db, key) => {
    if (db.isTransaction) return (await readMany(db, [key])).get(key)
    const known = loaders.get(db)
    const loader = known ?? oneAfterTheOther((keys) => readMany(db, keys))
    if (!known) loaders.set(db, loader)
    return loader.load(key)
  }
}

/** `= any (…)`: one statement text, however many keys. */
export const anyOf = (keys: readonly string[]): RawBuilder<string> => sql<string>`any(${[...keys]}::text[])`

function oneAfterTheOther<V>(read: (keys: readonly string[]) => Promise<ReadonlyMap<string, V>>): DataLoader<string, V | undefined> {
  let isUnderWay = false
  let next: (() => void) | undefined
  const go = (dispatch: () => void): void => {
    isUnderWay = true
    setImmediate(dispatch)
  }
  return new DataLoader<string, V | undefined>(
    async (keys) => {
      try {
        const found = await read([...new Set(keys)])
        return keys.map((key) => found.get(key))
      } finally {
        isUnderWay = false
        if (next) go(next)
        next = undefined
      }
    },
    {
      cache: false,
      batchScheduleFn: (dispatch) => {
        if (isUnderWay) next = dispatch
        else go(dispatch)
      },
    },
  )
}
