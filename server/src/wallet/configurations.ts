import { LAUREL_RESUME_CONTEXT_PATH } from '@laurel/credentials'

export type Format = 'ldp_vc' | 'jwt_vc_json'

const VC_2 = 'https://www.w3.org/ns/credentials/v2'
const OPEN_BADGES = 'https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json'
const CLR = 'https://purl.imsglobal.org/spec/clr/v2p0/context-2.0.1.json'

export const RESUME_TYPE = 'LaurelResumeCredential'
const FORMATS: readonly Format[] = ['ldp_vc', 'jwt_vc_json']

export const configurationId = (type: string, format: Format): string => `${type}_${format}`
export const RESUME_CONFIGURATIONS: readonly string[] = FORMATS.map((format) => configurationId(RESUME_TYPE, format))

export const resumeContexts = (baseUrl: string): string[] => [VC_2, `${baseUrl}${LAUREL_RESUME_CONTEXT_PATH}`]

/** Kinds of credentials a person may hold, the most telling first. */
const HELD_TYPES = ['ClrCredential', 'OpenBadgeCredential', 'VerifiableCredential'] as const
const NAMES: Readonly<Record<string, readonly [en: string, es: string]>> = {
  [RESUME_TYPE]: ['Verified resume', 'Currículum verificado'],
  ClrCredential: ['Learner record', 'Registro de aprendizaje'],
  OpenBadgeCredential: ['Badge', 'Insignia'],
  VerifiableCredential: ['Credential', 'Credencial'],
}

/** What a held document is offered as. @param types as its `type` says */
export function heldConfiguration(types: readonly string[], form: 'json' | 'jwt'): string {
  const type = HELD_TYPES.find(
    (known) => types.includes(known) || (known === 'OpenBadgeCredential' && types.includes('AchievementCredential')),
  )
  return configurationId(type ?? 'VerifiableCredential', form === 'jwt' ? 'jwt_vc_json' : 'ldp_vc')
}

const contextsOf = (type: string, baseUrl: string): string[] => {
  if (type === RESUME_TYPE) return resumeContexts(baseUrl)
  return type === 'OpenBadgeCredential' ? [VC_2, OPEN_BADGES] : type === 'ClrCredential' ? [VC_2, CLR] : [VC_2]
}

/** The resume is bound to a key of the wallet; what others issued goes out as it was issued, bound to nothing new. */
const BINDING = {
  cryptographic_binding_methods_supported: ['did:key', 'did:jwk', 'jwk'],
  proof_types_supported: { jwt: { proof_signing_alg_values_supported: ['ES256', 'EdDSA'] } },
}

function configurationOf(type: string, format: Format, baseUrl: string): Record<string, unknown> {
  const [en, es] = NAMES[type]!
  const isResume = type === RESUME_TYPE
  return {
    format,
    ...(isResume && { ...BINDING, credential_signing_alg_values_supported: [format === 'ldp_vc' ? 'eddsa-rdfc-2022' : 'EdDSA'] }),
    credential_definition: {
      ...(format === 'ldp_vc' && { '@context': contextsOf(type, baseUrl) }),
      type: type === 'VerifiableCredential' ? [type] : ['VerifiableCredential', type],
    },
    credential_metadata: {
      display: [
        { name: en, locale: 'en' },
        { name: es, locale: 'es' },
      ],
    },
  }
}

/** Everything a wallet may be offered here, by configuration id. @see OpenID4VCI 1.0 section 12.2.4 */
export const configurations = (baseUrl: string): Record<string, Record<string, unknown>> =>
  Object.fromEntries(
    [RESUME_TYPE, ...HELD_TYPES].flatMap((type) =>
      FORMATS.map((format) => [configurationId(type, format), configurationOf(type, format, baseUrl)]),
    ),
  )
