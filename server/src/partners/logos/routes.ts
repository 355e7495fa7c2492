import type { FastifyInstance } from 'fastify'
import type { Db } from '../../platform/db/client.ts'
import { AsFile, register } from '../../platform/http/register.ts'
import * as api from './api.ts'
import { problems } from './problems.ts'
import { findLogo } from './store.ts'

export function logoRoutes(app: FastifyInstance, { db }: { db: Db }): void {
  register(app, api.getLogo, async ({ params }, _caller, http) => {
    const png = await findLogo(db, params.file.slice(0, -'.png'.length))
    if (!png) throw problems.logo_not_found()
    http.set('cache-control', 'public, max-age=31536000, immutable')
    http.set('content-security-policy', "default-src 'none'; sandbox")
    return new AsFile(png, 'image/png')
  })
}
