import type { FastifyInstance } from 'fastify'
import type { Limit } from '../../platform/http/limits.ts'
import { parseJson } from '../../platform/http/read-body.ts'
import { FileForm, readFileForms } from '../../platform/http/read-file-form.ts'
import { register } from '../../platform/http/register.ts'
import * as api from './api.ts'
import { type ImportDeps, importDocument, undoImport } from './import-document.ts'
import { readSource } from './read-source.ts'

/** Files, texts and addresses a person brings. */
export function importRoutes(app: FastifyInstance, deps: ImportDeps & { limit: Limit }): void {
  readFileForms(app, api.MAX_FILE_BYTES)
  register(app, api.importDocument, async ({ body, query }, { personId }, http) => {
    await deps.limit('import', personId, http.set)
    http.set('cache-control', 'no-store')
    const sent: unknown = body
    const source =
      sent instanceof FileForm
        ? readSource({ file: sent.file, include: sent.fields.get('include') })
        : readSource(parseJson(sent as Buffer))
    return importDocument(deps, personId, { ...source, preview: query.preview === '1' })
  })
  register(app, api.undoImport, async ({ body }, { personId }) => undoImport(deps, personId, body.added))
}
