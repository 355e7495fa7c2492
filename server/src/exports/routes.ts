import type { FastifyInstance } from 'fastify'
import type { Exchange } from '../platform/http/exchange.ts'
import { AsFile, register } from '../platform/http/register.ts'
import * as api from './api.ts'
import { type ExportDeps, type ExportFile, getJsonResume, getLerRs, getPdf } from './get-exports.ts'

/** A file of one person: to be saved under its name, and kept by nobody on the way. */
function asDownload({ fileName, content }: ExportFile | ExportFile<Uint8Array>, type: string, exchange: Exchange): AsFile {
  exchange.set('content-disposition', `attachment; filename="${fileName}"`)
  exchange.set('cache-control', 'no-store')
  return new AsFile(typeof content === 'string' ? content : Buffer.from(content.buffer, content.byteOffset, content.byteLength), type)
}

const JSON_TYPE = 'application/json; charset=utf-8'

export function exportRoutes(app: FastifyInstance, deps: ExportDeps): void {
  register(app, api.getResumePdf, async ({ query }, { personId }, exchange) =>
    asDownload(await getPdf(deps, personId, query), 'application/pdf', exchange),
  )
  register(app, api.getResumeLerRs, async ({ query }, { personId }, exchange) => {
    const signed = query.signed !== undefined
    return asDownload(await getLerRs(deps, personId, { signed }), signed ? 'application/vc+jwt' : JSON_TYPE, exchange)
  })
  register(app, api.getResumeJson, async (_input, { personId }, exchange) =>
    asDownload(await getJsonResume(deps, personId), JSON_TYPE, exchange),
  )
}
