import type { PGlite } from '@electric-sql/pglite'
import {
  CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  type Driver,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type QueryResult,
} from 'kysely'

/** PGlite has one connection: whoever holds the turn may use it, the others wait in line. */
export class Turns {
  #last: Promise<void> = Promise.resolve()

  /** Resolves with the function that ends the turn. */
  async take(): Promise<() => void> {
    let release = (): void => {}
    const previous = this.#last
    this.#last = new Promise((resolve) => {
      release = resolve
    })
    await previous
    return release
  }
}

const LONG_STATEMENT_MS = 5

class PgliteConnection implements DatabaseConnection {
  readonly #pglite: PGlite
  endTurn: () => void = () => {}

  constructor(pglite: PGlite) {
    this.#pglite = pglite
  }

  async executeQuery<R>({ sql, parameters }: CompiledQuery): Promise<QueryResult<R>> {
    const start = performance.now()
    const { rows, affectedRows } = await this.#pglite.query<R>(sql, [...parameters])
    // the engine runs in this thread: after a long statement whoever else waits for the thread goes first
    if (performance.now() - start > LONG_STATEMENT_MS) await new Promise((resolve) => setImmediate(resolve))
    return { rows, numAffectedRows: BigInt(affectedRows ?? 0) }
  }

  // biome-ignore lint/correctness/useYield: streaming is not offered
  async *streamQuery<R>(): AsyncIterableIterator<QueryResult<R>> {
    throw new Error('PGlite does not stream')
  }
}

/** Kysely over the embedded engine, one transaction at a time. */
export class PgliteDialect implements Dialect {
  readonly #pglite: PGlite
  readonly #turns: Turns

  constructor(pglite: PGlite, turns: Turns) {
    this.#pglite = pglite
    this.#turns = turns
  }

  createAdapter = () => new PostgresAdapter()
  createQueryCompiler = () => new PostgresQueryCompiler()
  createIntrospector = (db: ConstructorParameters<typeof PostgresIntrospector>[0]) => new PostgresIntrospector(db)

  createDriver(): Driver {
    const pglite = this.#pglite
    const turns = this.#turns
    const run = (connection: DatabaseConnection, sql: string) => connection.executeQuery(CompiledQuery.raw(sql))
    return {
      init: async () => {},
      acquireConnection: async () => {
        const connection = new PgliteConnection(pglite)
        connection.endTurn = await turns.take()
        return connection
      },
      beginTransaction: async (connection) => void (await run(connection, 'begin')),
      commitTransaction: async (connection) => void (await run(connection, 'commit')),
      rollbackTransaction: async (connection) => void (await run(connection, 'rollback')),
      releaseConnection: async (connection) => (connection as PgliteConnection).endTurn(),
      destroy: async () => {},
    }
  }
}
