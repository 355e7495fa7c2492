import { isObject, type Json, listOf } from '../model/json.ts'
import type { ReadCredential } from '../model/read-credential.ts'
import type { Findings } from './findings.ts'
import type { Session } from './session.ts'
import { VC_1 } from './structure.ts'

const METHODS = new Set(['1EdTechJsonSchemaValidator2019', 'JsonSchema', 'JsonSchemaValidator2018'])

/** A schema asks some values again in each of its alternatives: beyond this the answer would cost more than it is worth. */
const MAX_VALUES = 20_000

/**
 * Validates against each published schema the credential names. A schema that was had with its pinned content and does not fit
 * makes it invalid; one that cannot be had is reported and changes no verdict.
 *
 * @see OB 3.0 section 9.1, "Verification"; VCDM 2.0 section 4.11; 1EdTech JSON Schema Validator 2019
 */
export async function checkSchemas(read: ReadCredential, session: Session, findings: Findings): Promise<void> {
  for (const [index, schema] of listOf(read.document.credentialSchema).entries()) {
    const at = Array.isArray(read.document.credentialSchema) ? `/credentialSchema/${index}` : '/credentialSchema'
    const type = isObject(schema) ? listOf(schema.type)[0] : undefined
    if (typeof type !== 'string' || !METHODS.has(type))
      findings.unknown('schema', `the schema method ${String(type)} is not supported`, at, null)
    else await checkOne(read, isObject(schema) && typeof schema.id === 'string' ? schema.id : '', at, session, findings)
  }
}

async function checkOne(read: ReadCredential, url: string, at: string, session: Session, findings: Findings): Promise<void> {
  const schema = await session.once(`schema ${url}`, () => session.engine.schemas.find(url))
  if (typeof schema === 'string') return findings.unknown('schema', schema, at, null)
  const version = listOf(read.document['@context'])[0] === VC_1 ? '1.1' : '2.0'
  if (schema.version !== 'either' && schema.version !== version)
    return findings.unknown('schema', `${url} is for version ${schema.version} of the data model, this is ${version}`, at, null)
  if (valuesIn(read.document) > MAX_VALUES) return findings.unknown('schema', 'it is too large to be compared with a schema', at, null)
  const fault = schema.validate(read.document)
  if (fault === undefined) findings.pass('schema', `it fits ${url}`, at)
  else findings.fail('schema', `it does not fit ${url}: ${fault}`, at)
}

function valuesIn(value: Json | undefined): number {
  if (typeof value !== 'object' || value === null) return 1
  let count = 1
  for (const inner of Object.values(value)) count += valuesIn(inner)
  return count
}
