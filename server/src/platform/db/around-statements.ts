import type { CompiledQuery, Dialect, QueryResult } from 'kysely'

/** Something that happens around every statement (BEGIN and COMMIT too): a span, a fault. */
export type AroundStatement = <R>(query: CompiledQuery, run: () => Promise<QueryResult<R>>) => Promise<QueryResult<R>>

/** The same dialect, with `around` at each statement. */
export function aroundStatements(dialect: Dialect, around: AroundStatement | undefined): Dialect {
  if (!around) return dialect
  const seen = new WeakSet<object>()
  return {
    createAdapter: () => dialect.createAdapter(),
    createQueryCompiler: () => dialect.createQueryCompiler(),
    createIntrospector: (db) => dialect.createIntrospector(db),
    createDriver: () => {
      const driver = dialect.createDriver()
      const acquire = driver.acquireConnection.bind(driver)
      driver.acquireConnection = async () => {
        const connection = await acquire()
        if (seen.has(connection)) return connection
        seen.add(connection)
        const execute = connection.executeQuery.bind(connection)
        connection.executeQuery = <R>(query: CompiledQuery) => around<R>(query, () => execute<R>(query))
        return connection
      }
      return driver
    },
  }
}
