import { changeStatus, type RevokeDeps } from '../revoke-credential.ts'
import { malformed } from './problems.ts'

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value)

/**
 * Sets (or with `status: false` clears) one purpose of an issued credential.
 *
 * @throws Problem vc_api_invalid | credential_not_found
 * @see VC API, "Update Status"
 */
export async function updateStatusByVcApi(deps: RevokeDeps, body: unknown): Promise<Record<string, unknown>> {
  const { credentialId, credentialStatus, status } = isObject(body) ? body : {}
  if (typeof credentialId !== 'string' || credentialId === '') throw malformed('credentialId is missing.')
  const [entry] = [credentialStatus].flat()
  if (!isObject(entry)) throw malformed('credentialStatus is missing.')
  const { type, statusPurpose = 'revocation', status: inner } = entry
  if (type !== undefined && type !== 'BitstringStatusListEntry')
    throw malformed(`The status type ${JSON.stringify(type)} is not known here.`)
  if (statusPurpose !== 'revocation' && statusPurpose !== 'suspension')
    throw malformed(`The purpose ${JSON.stringify(statusPurpose)} is not known here.`)
  const value = status ?? inner ?? true
  const set = value === true || value === '1' || value === 1
  if (!set && value !== false && value !== '0' && value !== 0) throw malformed('status is neither true nor false.')
  const changed = await changeStatus(deps, credentialId, { purpose: statusPurpose, set })
  return { credentialId, credentialStatus: { type: 'BitstringStatusListEntry', statusPurpose }, status: set, ...changed }
}
