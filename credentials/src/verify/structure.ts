import { fromBase58 } from '../keys/base58.ts'
import { isObject, type Json, type JsonObject, listOf, pointerTo } from '../model/json.ts'
import type { ReadCredential } from '../model/read-credential.ts'
import { fromBase64Url } from '../read/base64.ts'

export const VC_1 = 'https://www.w3.org/2018/credentials/v1'
export const VC_2 = 'https://www.w3.org/ns/credentials/v2'

export interface Fault {
  because: string
  at: string
}

/** One rule of the data model: the faults it finds, none when all is well. Order is the order of the specification. */
type Rule = (read: ReadCredential, isVersion2: boolean) => Fault[]

const URL_LIKE = /^[A-Za-z][A-Za-z0-9+.-]*:[^\s<>"{}|\\^`]+$/
const isUrl = (value: unknown): boolean => typeof value === 'string' && URL_LIKE.test(value)

/** VCDM 2.0, 4.3: the first context is that of the data model. */
const contextComesFirst: Rule = ({ document }) => {
  const contexts = listOf(document['@context'])
  const at = '/@context'
  if (contexts.length === 0) return [{ because: 'it has no @context', at }]
  if (contexts[0] !== VC_1 && contexts[0] !== VC_2) return [{ because: 'its first @context is not that of Verifiable Credentials', at }]
  if (contexts.includes(VC_1) && contexts.includes(VC_2))
    return [{ because: 'it mixes versions 1.1 and 2.0 of Verifiable Credentials', at }]
  return contexts.every((one) => typeof one === 'string' || isObject(one))
    ? []
    : [{ because: 'a @context is neither a URL nor an object', at }]
}

/** VCDM 2.0, 4.5 */
const typeNamesTheKind: Rule = ({ document, kind }) => {
  const types = listOf(document.type ?? document['@type'])
  const needed = kind === 'vp' ? 'VerifiablePresentation' : 'VerifiableCredential'
  if (!types.every((one) => typeof one === 'string')) return [{ because: 'a type is no text', at: '/type' }]
  return types.includes(needed) ? [] : [{ because: `its type does not include ${needed}`, at: '/type' }]
}

/** VCDM 2.0, 4.4 */
const idIsOneUrl: Rule = ({ document }) =>
  document.id === undefined || isUrl(document.id) ? [] : [{ because: 'its id is not one URL', at: '/id' }]

/** VCDM 2.0, 4.7; an id that is no URL is told apart later, when the key is asked for. */
const issuerIsNamed: Rule = ({ document, kind, format }) => {
  const { issuer, holder } = document
  if (kind === 'vp') {
    const fits = holder === undefined || isUrl(holder) || (isObject(holder) && (holder.id === undefined || isUrl(holder.id)))
    return fits ? [] : [{ because: 'its holder is no URL', at: '/holder' }]
  }
  const id = isObject(issuer) ? issuer.id : issuer
  if (id === undefined || id === null || id === '') return [{ because: 'it has no issuer', at: '/issuer' }]
  if (Array.isArray(issuer) || (typeof id !== 'string' && typeof id !== 'number'))
    return [{ because: 'its issuer is not one id', at: '/issuer' }]
  return format === 'jwt' || isUrl(id) ? [] : [{ because: 'the id of its issuer is no URL', at: '/issuer' }]
}

/** VCDM 2.0, 4.8 */
const subjectSaysSomething: Rule = ({ document, kind }) => {
  if (kind === 'vp') return []
  const subjects = listOf(document.credentialSubject)
  const at = '/credentialSubject'
  if (subjects.length === 0) return [{ because: 'it has no credentialSubject', at }]
  if (!subjects.every((one) => isObject(one) && Object.keys(one).length > 0))
    return [{ because: 'a credentialSubject is no object or says nothing', at }]
  const odd = subjects.find((one) => isObject(one) && one.id !== undefined && !isUrl(one.id))
  return odd ? [{ because: 'the id of a credentialSubject is no URL', at: `${at}/id` }] : []
}

/** VCDM 1.1, 4.6 */
const olderOnesSayWhenIssued: Rule = ({ document, kind }, isVersion2) =>
  isVersion2 || kind === 'vp' || document.issuanceDate !== undefined || document.validFrom !== undefined
    ? []
    : [{ because: 'it has no issuanceDate', at: '/issuanceDate' }]

/** VCDM 2.0, 4.10 to 5.7: each of these has a type, some an id; every id is a URL. */
const TYPED = { credentialStatus: false, credentialSchema: true, termsOfUse: false, evidence: false, refreshService: false } as const

const partsAreTyped: Rule = ({ document }) =>
  Object.entries(TYPED).flatMap(([name, needsId]) => {
    const parts = Array.isArray(document[name]) ? document[name] : listOf(document[name])
    return parts.flatMap((part, index) =>
      partFaults(part, needsId, name, Array.isArray(document[name]) ? pointerTo(`/${name}`, index) : `/${name}`),
    )
  })

function partFaults(part: Json, needsId: boolean, name: string, at: string): Fault[] {
  if (!isObject(part)) return [{ because: `${name} is no object`, at }]
  if (listOf(part.type ?? part['@type']).length === 0) return [{ because: `${name} has no type`, at }]
  if (part.id === undefined) return needsId ? [{ because: `${name} has no id`, at }] : []
  return isUrl(part.id) ? [] : [{ because: `the id of ${name} is no URL`, at: `${at}/id` }]
}

const LANGUAGE_KEYS = new Set(['@value', '@language', '@direction'])

/** VCDM 2.0, 11.1: names and descriptions are text, with language and direction or without. */
const namesAreText: Rule = ({ document }, isVersion2) =>
  isVersion2
    ? ['name', 'description'].flatMap((key) => {
        const fits = listOf(document[key]).every((one) => typeof one === 'string' || (isObject(one) && isLanguageValue(one)))
        return fits ? [] : [{ because: `its ${key} is no text`, at: `/${key}` }]
      })
    : []

const isLanguageValue = (value: JsonObject): boolean =>
  typeof value['@value'] === 'string' &&
  Object.keys(value).every((key) => LANGUAGE_KEYS.has(key)) &&
  (value['@language'] === undefined || typeof value['@language'] === 'string') &&
  (value['@direction'] === undefined || value['@direction'] === 'ltr' || value['@direction'] === 'rtl')

/** VCDM 2.0, 5.3 */
const resourcesHaveDigests: Rule = ({ document }) => {
  const resources = listOf(document.relatedResource)
  const ids = resources.map((one) => (isObject(one) ? one.id : undefined))
  const fits = resources.every((one) => isObject(one) && isUrl(one.id) && hasDigest(one))
  if (!fits) return [{ because: 'a relatedResource has no id or no digest', at: '/relatedResource' }]
  return new Set(ids).size === ids.length ? [] : [{ because: 'two relatedResources have one id', at: '/relatedResource' }]
}

/** VCDM 2.0, 5.3: SRI writes a digest in base64 (in hexadecimal it is another one), Multibase as a multihash. */
function hasDigest({ digestSRI, digestMultibase }: JsonObject): boolean {
  if (digestSRI === undefined && digestMultibase === undefined) return false
  return listOf(digestSRI).every(isSubresourceDigest) && listOf(digestMultibase).every(isMultihash)
}

const isSubresourceDigest = (value: Json): boolean =>
  typeof value === 'string' && /^sha(?:256|384|512)-[A-Za-z0-9+/]{43,88}={0,2}$/.test(value) && !/^sha\d+-[0-9a-f]{64,128}$/.test(value)

/** A multihash says which hash it is and how long: SHA-2 of 32, 48 or 64 bytes. */
const MULTIHASHES: readonly (readonly [code: number, bytes: number])[] = [
  [0x12, 32],
  [0x20, 48],
  [0x13, 64],
]

function isMultihash(value: Json): boolean {
  try {
    const bytes = typeof value === 'string' ? fromMultibase(value) : new Uint8Array()
    return MULTIHASHES.some(([code, length]) => bytes[0] === code && bytes[1] === length && bytes.length === length + 2)
  } catch {
    return false
  }
}

const fromMultibase = (text: string): Uint8Array =>
  text.startsWith('z') ? fromBase58(text.slice(1)) : fromBase64Url(text.slice(text.startsWith('u') ? 1 : text.length))

/** VCDM 2.0, 4.13: a presentation holds credentials, whole or enveloped; version 1.1 also lets them be tokens. */
const presentationHoldsCredentials: Rule = ({ document, kind }, isVersion2) => {
  if (kind !== 'vp') return []
  const fits = listOf(document.verifiableCredential).every((one) => isObject(one) || (!isVersion2 && typeof one === 'string'))
  return fits ? [] : [{ because: 'something in the presentation is no credential', at: '/verifiableCredential' }]
}

const rules: readonly Rule[] = [
  contextComesFirst,
  typeNamesTheKind,
  idIsOneUrl,
  issuerIsNamed,
  subjectSaysSomething,
  olderOnesSayWhenIssued,
  partsAreTyped,
  namesAreText,
  resourcesHaveDigests,
  presentationHoldsCredentials,
]

/** What the data model objects to in a signed document, in order. @see VCDM 2.0 and 1.1 */
export function faultsIn(read: ReadCredential): Fault[] {
  const isVersion2 = listOf(read.document['@context'])[0] === VC_2
  return rules.flatMap((rule) => rule(read, isVersion2))
}
