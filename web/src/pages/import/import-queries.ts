import { queryOptions } from '@tanstack/react-query'
import { type Output, partners, resume } from '../../../../server/src/api.ts'
import { call, Refusal, refusalFrom } from '../../call.ts'

export type Imported = Output<typeof resume.importDocument>
export type ImportPartner = Output<typeof partners.listImportPartners>['partners'][number]
/** A file, or whatever was typed: a link or a text. */
export type Source = File | string

export const partnersQuery = queryOptions({
  queryKey: ['import-partners'],
  queryFn: () => call(partners.listImportPartners),
  staleTime: 60_000,
})

/**
 * Sends a document to be read; with `preview` nothing is added.
 *
 * @throws Refusal with the code of the problem
 */
export async function sendImport(
  source: Source,
  { preview, include }: { preview: boolean; include?: readonly string[] },
): Promise<Imported> {
  const offline = () => new Refusal('offline', 0, 'The server could not be reached.')
  const answer = await fetch(`${resume.importDocument.path}${preview ? '?preview=1' : ''}`, {
    method: 'POST',
    ...(typeof source === 'string'
      ? { headers: { 'content-type': 'application/json' }, body: JSON.stringify({ text: source, include }) }
      : { body: formOf(source, include) }),
  }).catch(() => {
    throw offline()
  })
  const data: unknown = await answer.json().catch(() => null)
  if (!answer.ok) throw refusalFrom(answer.status, data)
  return data as Imported
}

function formOf(file: File, include: readonly string[] | undefined): FormData {
  const form = new FormData()
  form.append('file', file)
  if (include) form.append('include', JSON.stringify(include))
  return form
}
