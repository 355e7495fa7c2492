import { CredentialError } from '../credential-error.ts'
import { isObject, type Json, type JsonObject } from '../model/json.ts'
import type { ReadCredential } from '../model/read-credential.ts'
import { parseJson } from './json.ts'
import { looksLikeJwt, utf8 } from './jwt.ts'
import { unbakePng } from './png.ts'
import { type Budget, MAX_NESTED, readOne } from './read-one.ts'
import { snapshot } from './snapshot.ts'
import { unbakeSvg } from './svg.ts'

/**
 * Reads a credential or presentation in any accepted form into one view; nothing is verified.
 *
 * @param input  JSON text, compact JWS, an object, or the bytes of any of these or of a baked PNG or SVG
 * @throws CredentialError when nothing can be read at all: not_json | duplicate_key | too_deep | too_many_nested | not_an_object |
 *   jwt_malformed | image_* | envelope_malformed. Wrong or missing values inside never throw.
 */
export function readCredential(input: string | Uint8Array | object): ReadCredential {
  const budget: Budget = { nested: MAX_NESTED }
  if (input instanceof Uint8Array) return readBytes(input, budget)
  if (typeof input === 'string') return readText(input, 'json', budget)
  const document = anObject(snapshot(input))
  return readOne(document, '', 'json', budget, () => JSON.stringify(document))
}

const PNG_START = [0x89, 0x50, 0x4e, 0x47]

function readBytes(bytes: Uint8Array, budget: Budget): ReadCredential {
  if (PNG_START.every((byte, index) => bytes[index] === byte)) return readText(unbakePng(bytes), 'png', budget)
  return readText(utf8(bytes), 'json', budget)
}

function readText(text: string, carrier: ReadCredential['carrier'], budget: Budget): ReadCredential {
  const start = text.charCodeAt(0) === 0xfeff ? text.slice(1).trim() : text.trim()
  if (start.startsWith('<')) return readText(unbakeSvg(start), 'svg', budget)
  if (looksLikeJwt(start)) return readOne(start, '', carrier, budget)
  return readOne(anObject(parseJson(start)), '', carrier, budget, text)
}

function anObject(value: Json): JsonObject {
  if (isObject(value)) return value
  throw new CredentialError('not_an_object', 'a credential is a JSON object')
}
