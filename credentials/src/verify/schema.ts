import type { Json } from '../model/json.ts'
import { isObject, listOf } from '../model/json.ts'
import type { ReadCredential } from '../model/read-credential.ts'
import type { Findings } from './findings.ts'
import type { Session } from './session.ts'

/** Schemas run as code: only those of the standards body itself are fetched. */
const PUBLISHED = 'https://purl.imsglobal.org/'
const ACCEPT = 'application/schema+json, application/json'
const METHODS = new Set(['1EdTechJsonSchemaValidator2019', 'JsonSchema', 'JsonSchemaValidator2018'])

type Validate = (document: Json) => string | undefined

/**
 * Validates against each published schema the credential names. A schema that was found and does not fit makes it invalid;
 * one that cannot be had is reported and changes no verdict.
 *
 * @see OB 3.0 section 9.1 (verification), 1EdTech JSON Schema Validator 2019
 */
export async function checkSchemas(read: ReadCredential, session: Session, findings: Findings): Promise<void> {
  for (const schema of listOf(read.document.credentialSchema)) {
    const at = '/credentialSchema'
    const url = isObject(schema) && typeof schema.id === 'string' ? schema.id : ''
    const type = isObject(schema) ? listOf(schema.type)[0] : undefined
    if (typeof type !== 'string' || !METHODS.has(type))
      findings.unknown('schema', `the schema method ${String(type)} is not supported`, at, null)
    else if (!url.startsWith(PUBLISHED))
      findings.unknown('schema', `${url || 'a schema without address'} is not a published schema`, at, null)
    else await checkOne(read, url, at, session, findings)
  }
}

async function checkOne(read: ReadCredential, url: string, at: string, session: Session, findings: Findings): Promise<void> {
  const validate = await session.once(`schema ${url}`, () => load(url, session))
  if (typeof validate === 'string') return findings.unknown('schema', validate, at, null)
  const fault = validate(read.document)
  if (fault === undefined) findings.pass('schema', `it fits ${url}`, at)
  else findings.fail('schema', `it does not fit ${url}: ${fault}`, at)
}

async function load(url: string, session: Session): Promise<Validate | string> {
  const answer = await session.getJson(url, ACCEPT)
  if ('unreachable' in answer) return answer.unreachable
  if (!isObject(answer.json)) return `there is no schema at ${url}`
  try {
    return await compile(answer.json)
  } catch (error) {
    return `the schema at ${url} cannot be read (${error instanceof Error ? error.message : 'unknown reason'})`
  }
}

async function compile(schema: object): Promise<Validate> {
  const { Ajv2019 } = await import('ajv/dist/2019.js')
  const formats = await import('ajv-formats')
  const ajv = new Ajv2019({ strict: false, allErrors: false })
  const addFormats = (formats.default as unknown as { default?: typeof formats.default }).default ?? formats.default
  ;(addFormats as unknown as (target: unknown) => void)(ajv)
  const validate = ajv.compile({ ...schema, $schema: undefined, $id: undefined })
  return (document) => {
    if (validate(document)) return undefined
    const [error] = validate.errors ?? []
    return `${error?.instancePath || 'the document'} ${error?.message ?? 'does not fit'}`
  }
}
