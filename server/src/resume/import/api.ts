import { Type } from 'typebox'
import { defineEndpoint } from '../../core/endpoint.ts'
import { oneOf } from '../../core/words.ts'
import { HeldItem } from '../../intake/api.ts'

export const MAX_FILE_BYTES = 10_485_760

/** One thing a document holds. */
export const ImportItem = Type.Object({
  ...HeldItem.properties,
  id: Type.String({ description: 'Send it in `include`. The same for the same document each time.' }),
  kind: oneOf(['credential', 'skill', 'own']),
  /** why it cannot be added; '' when it can */
  reason: oneOf(['', 'names-another', 'taken', 'there-already']),
})

const items = { tag: 'Import', audience: 'person' } as const

export const importDocument = defineEndpoint({
  ...items,
  id: 'importDocument',
  method: 'POST',
  path: '/api/me/import',
  summary: 'Put what a file, a text or an address holds on the resume; with `preview=1`, only see it.',
  description:
    'Open Badges and CLR as JSON, JWT, PNG or SVG; presentations; the PDF of a resume made here; JSON Resume; LER-RS. A file as `multipart/form-data` (field `file`, and `include` as a JSON array), or JSON with one of `text` and `url`. Credentials are verified; one that names another person by e-mail address is not added. Everything else becomes entries in your own words.',
  query: Type.Object({ preview: Type.Optional(oneOf(['1', '0'])) }),
  reads: 'bytes',
  body: Type.Unsafe<Record<string, unknown>>({
    type: 'object',
    properties: {
      text: { type: 'string' },
      url: { type: 'string', maxLength: 2000 },
      include: {
        type: 'array',
        items: { type: 'string' },
        maxItems: 20000,
        description: 'Ids of items; without it everything that can be added.',
      },
    },
  }),
  success: 200,
  response: Type.Object({
    form: oneOf(['credentials', 'json-resume', 'ler-rs', 'pdf']),
    items: Type.Array(ImportItem),
    head: Type.Array(Type.Object({ field: Type.String(), text: Type.String() }), {
      description: 'What the document says for the head of the resume where yours is empty; include it as `head`.',
    }),
    notes: Type.Array(Type.String(), { description: 'What was left out, in plain words.' }),
    added: Type.Array(Type.String(), { description: 'What is new on the resume: send it to undo. Empty for a preview.' }),
  }),
  problems: [
    'import_empty',
    'import_not_recognized',
    'import_is_page',
    'import_broken',
    'import_without_credential',
    'import_unreachable',
    'import_names_another',
    'import_taken',
    'import_there_already',
    'item_unknown',
    'resume_is_full',
    'body_too_large',
    'not_signed_in',
    'rate_limited',
  ],
})

export const undoImport = defineEndpoint({
  ...items,
  id: 'undoImport',
  method: 'POST',
  path: '/api/me/import/undo',
  summary: 'Take back what an import added.',
  body: Type.Object({ added: Type.Array(Type.String({ maxLength: 100 }), { maxItems: 20000 }) }, { additionalProperties: false }),
  success: 200,
  response: Type.Object({ removed: Type.Integer() }),
  problems: ['not_signed_in'],
})
