#!/bin/sh
# Drives a skill verification with curl alone, against `WEBHOOK_ALLOW_PRIVATE=1 npm start`: once by a reviewer, once by an assessment.
# BASE, ADMIN (operator token) and STUDENT (an address of yours) may be set; the rest is found out.
set -eu
BASE=${BASE:-http://localhost:3000}
ADMIN=${ADMIN:-$(cat data/admin-token)}
STUDENT=${STUDENT:-student@example.org}
HOOK=${HOOK:-http://127.0.0.1:4055/hook}
json() { curl -sS -H 'Content-Type: application/json' "$@"; }
field() { sed -n 's/.*"'"$1"'":"\([^"]*\)".*/\1/p' | head -n 1; }
mailed_code() { sleep 0.3; json -H "Authorization: Bearer $ADMIN" "$BASE/api/admin/mail?to=$1&limit=1" | sed -n 's/.*"subject":"\([0-9]\{6\}\).*/\1/p'; }

# a platform with a test key: mails are kept for the operator, webhooks may go to this machine
PLATFORM=$(json -H "Authorization: Bearer $ADMIN" -d '{"name":"Example College"}' "$BASE/api/admin/platforms" | field id)
KEY=$(json -H "Authorization: Bearer $ADMIN" -d '{"mode":"test"}' "$BASE/api/admin/platforms/$PLATFORM/keys" | field apiKey)
api() { path=$1; shift; json -H "x-api-key: $KEY" "$@" "$BASE/api/v1$path"; }

# 1 init, then skills, method, items
begin() {
  INIT=$(api /verify -d "{\"studentId\":\"s-1\",\"name\":\"Sam Student\",\"email\":\"$STUDENT\",\"callbackWebhookUrl\":\"$HOOK\",
    \"projects\":[{\"projectId\":\"p-$1\",\"name\":\"Library catalogue\",\"description\":\"Search over 40,000 titles.\"}],\"experience\":[],\"certificates\":[]}")
  VERIFICATION=$(echo "$INIT" | field recordVerificationId)
  USER_ID=$(echo "$INIT" | field recordUserId)
  SESSION=$(echo "$INIT" | field sessionToken)
  api /step1/storeskills/store -d "{\"recordVerificationId\":\"$VERIFICATION\",\"recordUserId\":\"$USER_ID\",\"skills\":[{\"skillId\":\"$2\",\"proofUrls\":[\"https://example.org/catalogue\"]}]}" >/dev/null
  api /step2/verification-method -d "{\"recordVerificationId\":\"$VERIFICATION\",\"verificationMethod\":\"$1\"}" >/dev/null
  api /step3/store-verification-items/store -d "{\"sessionToken\":\"$SESSION\",\"projectIds\":[\"p-$1\"]}" >/dev/null
}

echo "By a reviewer:"
begin human skill_javascript
REVIEWER="reviewer-$VERIFICATION@example.com"
api /storereviewerdetails/store -d "{\"recordVerificationId\":\"$VERIFICATION\",\"name\":\"Robin Reviewer\",\"email\":\"$REVIEWER\",\"company\":\"Example Works\"}" >/dev/null
TOKEN=$(api /humanverification/send-email -d "{\"recordVerificationId\":\"$VERIFICATION\"}" | sed -n 's/.*reviewerToken=\([0-9a-f-]*\).*/\1/p')
json -X POST "$BASE/api/v1/humanverification/code?reviewerToken=$TOKEN" >/dev/null
CODE=$(mailed_code "$REVIEWER")
json -d "{\"skillIds\":[\"skill_javascript\"],\"code\":\"$CODE\",\"comment\":\"Wrote the search, and wrote it well.\",\"relationship\":\"manager\"}" "$BASE/api/v1/humanverification/verify?reviewerToken=$TOKEN"
echo

echo "By an assessment (answers are guessed here, so it may well fail):"
begin assessment skill_sql
QUESTIONS=$(api /assessment/generate -d "{\"recordVerificationId\":\"$VERIFICATION\"}")
ANSWERS=$(echo "$QUESTIONS" | grep -o '"questionId":"[^"]*"' | sed 's/$/,"selectedAnswer":0}/; s/^/{/' | paste -sd, -)
api /assessment/submit -d "{\"recordVerificationId\":\"$VERIFICATION\",\"answers\":[$ANSWERS]}"
echo

# the vault names the badge; the document proves itself
BADGE=$(api "/vault/$USER_ID" | grep -o 'urn:uuid:[0-9a-f-]*' | head -n 1 | sed 's/urn:uuid://')
curl -sS "$BASE/api/v1/badges/$BADGE" > badge.json
echo "badge.json is $BASE/api/v1/badges/$BADGE: npx laurel verify badge.json"

# sign in with the student's address: the skill is on the resume (a claim link was mailed when the address had no account yet)
json -d "{\"email\":\"$STUDENT\"}" "$BASE/api/sign-in" >/dev/null
json -c cookies.txt -d "{\"email\":\"$STUDENT\",\"code\":\"$(mailed_code "$STUDENT")\"}" "$BASE/api/sign-in/verify" >/dev/null
LINKS=$(json -H "Authorization: Bearer $ADMIN" "$BASE/api/admin/mail?to=$STUDENT" | grep -o 'createmyresume/[0-9a-z]*' | sort -u | sed 's/.*\///')
for LINK in $LINKS; do json -b cookies.txt -d '{}' "$BASE/api/claims/$LINK" >/dev/null; done
echo "On the resume:"
json -b cookies.txt "$BASE/api/me/resume" | grep -o '"name":"JavaScript"[^[]*"verdict":"[a-z-]*"' | head -n 1
rm -f cookies.txt
