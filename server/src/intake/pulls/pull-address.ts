const OURS = /^(?:recipienttoken|redirecturl)(?:=|$)/i

/**
 * A partner's import address with both parameters appended, percent-encoded. Its own query and fragment stay as they are; a parameter
 * of theirs with one of these names goes, so that the way back cannot be turned elsewhere.
 *
 * @see CredentialConnect facts 5
 */
export function pullAddress(importUrl: string, recipientToken: string, redirectUrl: string): string {
  const address = new URL(importUrl)
  const own = address.search
    .slice(1)
    .split('&')
    .filter((part) => part !== '' && !OURS.test(decodedName(part)))
  const added = [`recipientToken=${encodeURIComponent(recipientToken)}`, `redirectURL=${encodeURIComponent(redirectUrl)}`]
  address.search = [...own, ...added].join('&')
  return address.href
}

function decodedName(part: string): string {
  try {
    return decodeURIComponent(part.replaceAll('+', ' '))
  } catch {
    return part
  }
}
