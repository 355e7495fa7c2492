import type { Check, Json, JsonObject, ProofPurpose, VerifyResult } from '@laurel/credentials'
import type { VerifyWhole } from '../../platform/verifier.ts'
import { detailOf, malformed, type ProblemDetail, problems, uncheckedProof } from './problems.ts'

const isObject = (value: unknown): value is JsonObject => typeof value === 'object' && value !== null && !Array.isArray(value)
const GOOD: readonly string[] = ['verified', 'verified-issuer-unknown']

function detailFrom({ id, outcome, because, at }: Check): ProblemDetail {
  const detail = at ? `${because} (at ${at})` : because
  if (id === 'status') {
    if (because.includes('STATUS_LIST_LENGTH_ERROR')) return detailOf.STATUS_LIST_LENGTH_ERROR(detail)
    if (because.includes('is outside the status list')) return detailOf.RANGE_ERROR(detail)
    if (because.includes('names no list or no index')) return detailOf.MALFORMED_VALUE_ERROR(detail)
    if (outcome === 'unknown' && /could not be reached| answered \d/.test(because)) return detailOf.STATUS_RETRIEVAL_ERROR(detail)
    if (/cannot be relied on|is not about/.test(because)) return detailOf.STATUS_VERIFICATION_ERROR(detail)
    return outcome === 'failed' ? detailOf.STATUS_VERIFICATION_ERROR(detail) : detailOf.STATUS_RETRIEVAL_ERROR(detail)
  }
  if (id === 'dates') return detailOf.RANGE_ERROR(detail)
  if (id === 'document' || id === 'schema')
    return outcome === 'unknown' ? detailOf.PARSING_ERROR(detail) : detailOf.MALFORMED_VALUE_ERROR(detail)
  if (/challenge/i.test(because)) return detailOf.INVALID_CHALLENGE_ERROR(detail)
  if (/\bdomain\b/i.test(because) && id === 'proof') return detailOf.INVALID_DOMAIN_ERROR(detail)
  return outcome === 'unknown' ? uncheckedProof(detail) : detailOf.CRYPTOGRAPHIC_SECURITY_ERROR(detail)
}

const troubles = ({ checks, verdict }: VerifyResult): ProblemDetail[] => {
  const found = checks.filter(({ outcome, id }) => outcome !== 'passed' && id !== 'issuer-name' && id !== 'subject').map(detailFrom)
  return found.length > 0 ? found : [detailOf.CRYPTOGRAPHIC_SECURITY_ERROR(`It is ${verdict}.`)]
}

const outcomeOf = (result: VerifyResult) => ({
  verdict: result.verdict,
  warnings: result.warnings,
  checks: result.checks,
  errors: [] as ProblemDetail[],
  problemDetails: [] as ProblemDetail[],
})

/** @throws Problem vc_api_invalid with `verified: false` */
function refuse(result: VerifyResult, problemDetails: ProblemDetail[]): never {
  throw problems.vc_api_invalid({ verified: false, ...outcomeOf(result), errors: problemDetails, problemDetails } as never)
}

/**
 * @throws Problem vc_api_invalid: 400 with `problemDetails` for whatever is not verified, also where something could not be checked
 * @see VC API, "Verify Credential"; credentials spec, "VC API"
 */
export async function verifyByVcApi(deps: { verifyWhole: VerifyWhole }, body: unknown): Promise<Record<string, unknown>> {
  const { verifiableCredential, options } = isObject(body) ? body : {}
  if (!isText(verifiableCredential) && !isObject(verifiableCredential)) throw malformed('The body holds no verifiableCredential.')
  const result = await deps.verifyWhole(verifiableCredential, { strictStatusList: true, ...asked(options) })
  if (result.kind === 'vp') throw malformed('This is a presentation: use /presentations/verify.')
  if (!GOOD.includes(result.verdict)) refuse(result, troubles(result))
  const credential = isObject(options) && options.returnCredential === true ? { credential: verifiableCredential } : {}
  return { verified: true, ...outcomeOf(result), ...credential }
}

/**
 * A presentation without proof is as good as the credentials in it; one with a proof must hold too.
 *
 * @throws Problem vc_api_invalid
 */
export async function verifyPresentationByVcApi(deps: { verifyWhole: VerifyWhole }, body: unknown): Promise<Record<string, unknown>> {
  const { verifiablePresentation, presentation, options } = isObject(body) ? body : {}
  const input = verifiablePresentation ?? presentation
  if (!isText(input) && !isObject(input)) throw malformed('The body holds no verifiablePresentation.')
  if (isObject(input)) assertIsPresentation(input)
  const result = await deps.verifyWhole(input, { strictStatusList: true, ...asked(options) })
  const credentials = result.nested.filter(({ role }) => role === 'credential')
  const isUnsigned = result.verdict === 'unsigned'
  const bad = credentials.filter(({ verdict }) => !GOOD.includes(verdict))
  const problemDetails = [...(isUnsigned || GOOD.includes(result.verdict) ? [] : troubles(result)), ...bad.flatMap(troubles)]
  if (isUnsigned && isObject(options) && options.challenge !== undefined)
    problemDetails.push(detailOf.INVALID_CHALLENGE_ERROR('There is no proof that could carry the challenge.'))
  if (problemDetails.length > 0) refuse(result, problemDetails)
  const returned = isObject(options) && options.returnPresentation === true ? { verifiablePresentation: input } : {}
  return {
    verified: true,
    ...outcomeOf(result),
    presentationResult: { verified: true, signed: !isUnsigned },
    credentialResults: credentials.map(({ at, verdict }) => ({ verified: true, at, verdict })),
    ...returned,
  }
}

const VERSIONS: readonly unknown[] = ['https://www.w3.org/2018/credentials/v1', 'https://www.w3.org/ns/credentials/v2']
const TYPES = ['VerifiablePresentation', 'EnvelopedVerifiablePresentation']

/**
 * What every presentation must be, signed or not. What is presented are objects, no numbers, texts or URLs; VCDM 1.1 knows JWTs as text.
 *
 * @see VCDM 2.0 sections 4.3, 4.5 and 4.13
 */
function assertIsPresentation({ '@context': contexts, type, id, verifiableCredential = [] }: JsonObject): void {
  const [version] = [contexts].flat()
  if (!VERSIONS.includes(version)) throw malformed('The first @context of the presentation is not that of Verifiable Credentials.')
  const types = [type].flat()
  if (!TYPES.some((name) => types.includes(name))) throw malformed('The type of the presentation does not include VerifiablePresentation.')
  if (typeof id === 'string' && id.startsWith('data:') && !types.includes('EnvelopedVerifiablePresentation'))
    throw malformed('An enveloped presentation has the type EnvelopedVerifiablePresentation.')
  const isVersion1 = version === VERSIONS[0]
  for (const one of [verifiableCredential].flat())
    if (!isObject(one) && !(isVersion1 && typeof one === 'string' && one.startsWith('ey')))
      throw malformed('verifiableCredential holds something that is no credential.')
}

const isPurpose = (value: Json): value is ProofPurpose => value === 'assertionMethod' || value === 'authentication'

const isText = (value: Json | undefined): value is string => typeof value === 'string' && value !== ''

function asked(options: Json | undefined): { challenge?: string; domain?: string; purpose?: ProofPurpose } {
  if (options !== undefined && options !== null && !isObject(options)) throw malformed('options is not an object.')
  const { challenge, domain, expectedProofPurpose: purpose } = isObject(options) ? options : {}
  if (purpose !== undefined && !isPurpose(purpose)) throw malformed(`The purpose ${JSON.stringify(purpose)} is not known here.`)
  return { ...(isText(challenge) && { challenge }), ...(isText(domain) && { domain }), ...(purpose && { purpose }) }
}
