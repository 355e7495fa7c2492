import multipart from '@fastify/multipart'
import type { FastifyInstance } from 'fastify'
import { httpProblems } from './faults.ts'

/** A form with one file, as it came. */
export class FileForm {
  readonly file: Buffer
  readonly fields: ReadonlyMap<string, string>
  constructor(file: Buffer, fields: ReadonlyMap<string, string>) {
    this.file = file
    this.fields = fields
  }
}

const FIELD_BYTES = 262_144

/** Teaches an API to read a multipart form with one file beside whatever else it reads. @param maxBytes more are refused by name */
export function readFileForms(app: FastifyInstance, maxBytes: number): void {
  app.register(multipart, { limits: { files: 1, fileSize: maxBytes, fields: 5, fieldNameSize: 100, fieldSize: FIELD_BYTES, parts: 6 } })
  app.addHook('preValidation', async (request) => {
    if (!request.isMultipart()) return
    const fields = new Map<string, string>()
    let file: Buffer | undefined
    try {
      for await (const part of request.parts()) {
        if (part.type === 'field') fields.set(part.fieldname, String(part.value))
        else file = await part.toBuffer()
      }
    } catch (error) {
      if ((error as { code?: string }).code === 'FST_REQ_FILE_TOO_LARGE') throw httpProblems.body_too_large({ limitBytes: maxBytes })
      throw httpProblems.form_malformed()
    }
    request.body = new FileForm(file ?? Buffer.alloc(0), fields)
  })
}
