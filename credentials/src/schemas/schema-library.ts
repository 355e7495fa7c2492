import { sha256Hex } from '#crypto'
import type { Loaders } from '../loaders.ts'
import type { Json } from '../model/json.ts'
import { jcs } from '../rdf/jcs.ts'
import { pinnedSchemas, type SchemaVersion } from './pinned-schemas.ts'

/** What a document does not fit, in words; undefined when it fits. */
export type Validate = (document: Json) => string | undefined

export interface PublishedSchema {
  version: SchemaVersion
  validate: Validate
}

/** The published schemas one set of loaders can reach, each accepted only with a pinned hash, each compiled once. */
export class SchemaLibrary {
  private readonly loaders: Pick<Loaders, 'context'>
  private readonly compiled = new Map<string, PublishedSchema>()

  constructor(loaders: Pick<Loaders, 'context'>) {
    this.loaders = loaders
  }

  /** The schema under exactly this address, or the reason why there is none to go by. */
  async find(url: string): Promise<PublishedSchema | string> {
    const known = this.compiled.get(url)
    if (known) return known
    const pins = pinnedSchemas(url)
    if (pins === undefined) return `${url || 'a schema without address'} is not one of the published schemas`
    const content = await this.loaders.context(url).catch(() => undefined)
    if (content === undefined) return `the schema ${url} could not be had`
    const hash = sha256Hex(jcs(content))
    const pin = pins.find((one) => one.hash === hash)
    if (pin === undefined) return `the schema ${url} could not be had with its pinned content`
    const schema = { version: pin.version, validate: await compile(content) }
    this.compiled.set(url, schema)
    return schema
  }
}

/** Only what was pinned is compiled; a rare path, so the compiler is loaded when it is first needed. */
async function compile(schema: object): Promise<Validate> {
  const { Ajv2019 } = await import('ajv/dist/2019.js')
  const { default: formats } = await import('ajv-formats')
  const addFormats = ((formats as unknown as { default?: typeof formats }).default ?? formats) as unknown as AddFormats
  const ajv = new Ajv2019({ strict: false, allErrors: false, logger: false })
  addFormats(ajv, ['date', 'date-time'])
  const validate = ajv.compile({ ...schema, $schema: undefined, $id: undefined })
  return (document) => {
    if (validate(document)) return undefined
    const [error] = validate.errors ?? []
    return `${error?.instancePath || 'the document'} ${error?.message ?? 'does not fit'}`
  }
}

type AddFormats = (target: unknown, names: readonly string[]) => void
