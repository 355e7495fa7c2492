import type { FastifyInstance } from 'fastify'
import { refusal } from '../../core/problem.ts'
import type { Db } from '../../platform/db/client.ts'
import { register } from '../../platform/http/register.ts'
import * as api from './api.ts'
import { deleteConnection, listConnections } from './store.ts'

const notFound = refusal('connection_not_found', 'not-found', 'There is no such connection.')

/** Partners a person is connected to. */
export function connectionRoutes(app: FastifyInstance, { db }: { db: Db }): void {
  register(app, api.listConnections, async (_input, { personId }) => {
    const partners = await listConnections(db, personId)
    return { partners: partners.map(({ since, ...partner }) => ({ ...partner, since: since.toISOString() })) }
  })
  register(app, api.endConnection, async ({ params }, { personId }) => {
    if (!(await deleteConnection(db, personId, params.id))) throw notFound()
    return null
  })
}
