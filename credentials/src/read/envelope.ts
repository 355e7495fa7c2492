import { CredentialError } from '../credential-error.ts'
import { isObject, type Json, listOf } from '../model/json.ts'

const JOSE_MEDIA = /^data:application\/(?:(?:vc|vp)(?:[+-]ld)?(?:\+json)?\+(?:jwt|jose)|jwt)(?:;[^,]*)?,(.+)$/s
const DEFINES_ENVELOPES = 'https://www.w3.org/ns/credentials/v2'

/**
 * The compact JWS in an EnvelopedVerifiableCredential or EnvelopedVerifiablePresentation; undefined for anything else.
 *
 * @throws CredentialError envelope_malformed when it is an envelope whose `id` is no JOSE data URL, or no context says it is one
 * @see VCDM 2.0 section 4.13, "Enveloped Verifiable Credentials"
 */
export function enveloped(value: Json): string | undefined {
  if (!isObject(value)) return undefined
  const types = listOf(value.type)
  if (!types.includes('EnvelopedVerifiableCredential') && !types.includes('EnvelopedVerifiablePresentation')) return undefined
  if (!listOf(value['@context']).includes(DEFINES_ENVELOPES))
    throw new CredentialError('envelope_malformed', 'no @context of the envelope says what an envelope is', '/@context')
  const jws = typeof value.id === 'string' ? JOSE_MEDIA.exec(value.id)?.[1] : undefined
  if (jws === undefined) throw new CredentialError('envelope_malformed', 'the envelope holds no JOSE data URL', '/id')
  return jws.trim()
}
