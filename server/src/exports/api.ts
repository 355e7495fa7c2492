import { Type } from 'typebox'
import { defineEndpoint } from '../core/endpoint.ts'
import { oneOf } from '../core/words.ts'

const Bytes = Type.Unsafe<string>({ type: 'string', format: 'binary' })
const Document = Type.Unsafe<Record<string, unknown>>({ type: 'object', additionalProperties: true })
const person = { method: 'GET', tag: 'Exports', audience: 'person', success: 200 } as const

export const getResumePdf = defineEndpoint({
  ...person,
  id: 'getResumePdf',
  path: '/api/me/resume.pdf',
  summary: 'The resume as PDF, with its data and the evidence behind it attached.',
  description:
    'Attached: `resume.ler.json`, `presentation.json` (the signed documents) and `evidence.json` (what checking them without a network needs). `share` makes the copy for that link: its QR code, the sections it shows, and no documents where it hides them. Left out, the QR code is that of a public link, else of the newest link that shows everything to whoever has it. `standard` chooses PDF/UA-1 (for everybody’s reading, the default) or PDF/A-3a (for the archive).',
  query: Type.Object({
    share: Type.Optional(Type.String({ maxLength: 100 })),
    standard: Type.Optional(oneOf(['ua-1', 'a-3a'])),
  }),
  response: Bytes,
  produces: 'application/pdf',
  problems: ['share_not_found', 'pdf_busy', 'not_signed_in'],
})

export const getResumeLerRs = defineEndpoint({
  ...person,
  id: 'getResumeLerRs',
  path: '/api/me/resume.ler.json',
  summary: 'The resume as LER-RS 4.5; each item carries its own credentials. With `signed=1` as a VC-JWT of this server.',
  query: Type.Object({ signed: Type.Optional(oneOf(['1'])) }),
  response: Document,
  produces: ['application/json', 'application/vc+jwt'],
  problems: ['not_signed_in'],
})

export const getResumeJson = defineEndpoint({
  ...person,
  id: 'getResumeJson',
  path: '/api/me/resume.json',
  summary: 'The resume as JSON Resume 1.x.',
  response: Document,
  problems: ['not_signed_in'],
})
