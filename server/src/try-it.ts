import { createPartner } from './partners/index.ts'

/** Makes the demo partner of a new data folder, and the shell lines that push its samples and print the claim links. */
export async function tryIt(deps: Parameters<typeof createPartner>[0], baseUrl: string): Promise<string[]> {
  const { clientId, accessKey } = await createPartner(deps, { name: 'Institution X', slug: 'institution-x', claimEmailCheck: false })
  const push = (sample: string) =>
    `curl -s ${baseUrl}/samples/${sample}.json | curl -s -w '\\n' -H "Authorization: Bearer $TOKEN" -H "Content-Type: application/json" --data-binary @- ${baseUrl}/api/v1/credentials | sed 's/.*"redirect_url":"\\([^"]*\\)".*/\\1/'`
  return [
    `TOKEN=$(curl -s -u ${clientId}:${accessKey} -d grant_type=client_credentials -d "scope=delete readonly replace" ${baseUrl}/api/v1/token | sed 's/.*"access_token":"\\([^"]*\\)".*/\\1/')`,
    push('courses'),
    push('skills'),
  ]
}
