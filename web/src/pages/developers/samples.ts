const origin = window.location.origin
const api = `${origin}/api/v1`
const post = (path: string, body: string): string =>
  `curl -s ${api}${path} -H "x-api-key: $KEY" -H 'content-type: application/json' -d '${body}'`
const own = (body: string): string => body.replace(/\$(\w+)/g, `'"$$$1"'`)

/** Lines that work as they are pasted, in this order. */
export const calls = {
  key: `KEY=svp_test_…`,
  open: `OPENED=$(${post(
    '/verify',
    `{"studentId":"s-1","name":"Ada Sample","email":"ada.sample@example.org","callbackWebhookUrl":"https://example.org/hook","projects":[{"projectId":"p-1","name":"Timetable app","description":"Plans lessons for 40 rooms."}],"experience":[],"certificates":[]}`,
  )})
echo "$OPENED"
field() { echo "$OPENED" | sed "s/.*\\"$1\\":\\"\\([^\\"]*\\)\\".*/\\1/"; }
ID=$(field recordVerificationId) PERSON=$(field recordUserId) SESSION=$(field sessionToken)`,
  skills: `SKILL=$(curl -s "${api}/skills?query=sql&limit=1" -H "x-api-key: $KEY" | sed 's/.*"skillId":"\\([^"]*\\)".*/\\1/')
${post('/step1/storeskills/store', own('{"recordVerificationId":"$ID","recordUserId":"$PERSON","skills":[{"skillId":"$SKILL","proofUrls":["https://example.org/timetable"]}]}'))}`,
  method: post(
    '/step2/verification-method',
    own('{"recordVerificationId":"$ID","verificationMethod":"human","endorsementType":"tech_lead"}'),
  ),
  items: post('/step3/store-verification-items/store', own('{"sessionToken":"$SESSION","projectIds":["p-1"]}')),
  send: `${post('/storereviewerdetails/store', own('{"recordVerificationId":"$ID","name":"Bo Lead","email":"bo.lead@example.com","company":"Example"}'))}
${post('/humanverification/send-email', own('{"recordVerificationId":"$ID"}'))}`,
  simulate: post('/humanverification/simulate', own('{"recordVerificationId":"$ID","decision":"endorse"}')),
  result: `curl -s ${api}/verifications/$ID -H "x-api-key: $KEY"`,
}

export const register = post('/webhooks', '{"url":"https://example.org/hook","events":["verification.passed","assessment.passed"]}')

export const browserScript = `<script src="${origin}/sdk/laurel-verify.js"></script>
<script>
  const verify = new RecordVerify({ apiKey: 'svp_test_…', hostedUrl: '${origin}/verify' })
  document.querySelector('#verify').onclick = () =>
    verify.open({
      session,                // the sessionToken your server got from POST /verify
      recordVerificationId,
      onSuccess: ({ verifiedSkills, score }) => {},
      onFailure: ({ code, message }) => {},
      onStepChange: (step) => {},
      onClose: () => {},
    })
</script>`

export const checkHook = `import { verifyWebhook } from './laurel-webhooks.mjs'

// the body exactly as it arrived, before any parsing
const event = verifyWebhook({ secretKey: process.env.LAUREL_SECRET_KEY, headers: request.headers, body })
if (!event) return response.writeHead(401).end()`

export const signMetadata = `import { signRequest } from './laurel-webhooks.mjs'

const path = \`/api/v1/metadata/user/\${recordUserId}\`
const headers = signRequest({ apiKey, secretKey, method: 'GET', path })
const answer = await fetch(\`${origin}\${path}\`, { headers })`
