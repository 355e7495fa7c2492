import { randomUUID } from 'node:crypto'
import Fastify from 'fastify'
import { CompiledQuery } from 'kysely'
import type { Database } from '../src/platform/db/client.ts'
import { type Figures, fire } from './measure.ts'

/** The reference: a bare Fastify server that does one INSERT of the same body on the same engine. */
export async function bareServer(database: Database, body: () => string): Promise<Figures> {
  await database.script('create table if not exists bench_bare (id text primary key, body text not null)')
  const app = Fastify({ bodyLimit: 10_485_760 })
  app.post('/', async (request, reply) => {
    await database.db.executeQuery(
      CompiledQuery.raw('insert into bench_bare (id, body) values ($1, $2)', [randomUUID(), JSON.stringify(request.body)]),
    )
    return reply.send({ ok: true })
  })
  const url = await app.listen({ port: 0, host: '127.0.0.1' })
  const figures = await fire({ url, body })
  await app.close()
  await database.script('drop table bench_bare')
  return figures
}
