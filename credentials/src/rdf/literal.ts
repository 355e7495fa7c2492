import { BeyondCompiler, escapeLiteral } from './quads.ts'

const XSD = 'http://www.w3.org/2001/XMLSchema#'
const XSD_STRING = `${XSD}string`
const XSD_DOUBLE = `${XSD}double`
const LANG_STRING = 'http://www.w3.org/1999/02/22-rdf-syntax-ns#langString'

/** A JSON scalar as an N-Quads literal. @see JSON-LD 1.1 API section 8.6, "Data Round Tripping" */
export function literalOf(value: string | number | boolean, datatype: string | undefined, language: string | undefined): string {
  if (typeof value === 'string') return textLiteral(value, datatype, language)
  if (typeof value === 'boolean') return `"${value}"^^<${datatype ?? `${XSD}boolean`}>`
  const isDouble = String(value).includes('.') || Math.abs(value) >= 1e21
  if (!isDouble && datatype !== XSD_DOUBLE) return typed(value.toFixed(0), datatype ?? `${XSD}integer`)
  return typed(value.toExponential(15).replace(/(\d)0*e\+?/, '$1E'), datatype ?? XSD_DOUBLE)
}

function textLiteral(value: string, datatype: string | undefined, language: string | undefined): string {
  if (datatype === XSD_DOUBLE) throw new BeyondCompiler('a number written as text')
  if (datatype === LANG_STRING) throw new BeyondCompiler('a language text without language')
  if (datatype !== undefined) return typed(escapeLiteral(value), datatype)
  return language === undefined ? `"${escapeLiteral(value)}"` : `"${escapeLiteral(value)}"@${language}`
}

const typed = (lexical: string, datatype: string): string => (datatype === XSD_STRING ? `"${lexical}"` : `"${lexical}"^^<${datatype}>`)
