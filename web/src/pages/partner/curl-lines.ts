export const STEPS = ['key', 'token', 'push', 'list', 'one', 'withdraw'] as const

const origin = window.location.origin
const api = `${origin}/api/v1`
const bearer = `-H "Authorization: Bearer $TOKEN"`
const ID = 'https://school.example/credentials/1001'

const badge = `{
  "recipient": { "id": "student-1", "givenName": "Ada", "familyName": "Sample", "email": "ada@example.org" },
  "credentials": [{
    "@context": ["https://www.w3.org/ns/credentials/v2", "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"],
    "type": ["VerifiableCredential", "OpenBadgeCredential"],
    "id": "${ID}",
    "issuer": { "id": "https://school.example", "type": ["Profile"], "name": "Our school" },
    "validFrom": "2026-05-01T00:00:00Z",
    "credentialSubject": { "type": ["AchievementSubject"], "achievement": {
      "id": "https://school.example/courses/statistics", "type": ["Achievement"], "achievementType": "Course",
      "name": "Statistics", "description": "Describes and compares data.", "criteria": { "narrative": "Passed." } } }
  }]
}`

/** Lines that work as they are pasted, in this order. */
export const curlLines = (clientId: string): Record<(typeof STEPS)[number], string> => ({
  key: `printf 'Access key: '; stty -echo; read -r KEY; stty echo; echo`,
  token: `TOKEN=$(curl -s -u "${clientId}:$KEY" -d grant_type=client_credentials ${api}/token | sed 's/.*"access_token":"\\([^"]*\\)".*/\\1/')`,
  push: `curl -s ${api}/credentials ${bearer} -H 'Content-Type: application/json' -d '${badge}' | sed 's/.*"redirect_url":"\\([^"]*\\)".*/\\1\\n/'`,
  list: `curl -s "${api}/credentials?limit=5" ${bearer}`,
  one: `curl -s ${api}/credentials/${encodeURIComponent(ID)} ${bearer}`,
  withdraw: `curl -s -X DELETE ${api}/credentials/${encodeURIComponent(ID)} ${bearer}`,
})
