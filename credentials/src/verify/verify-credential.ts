import { CredentialError } from '../credential-error.ts'
import type { Loaders } from '../loaders.ts'
import type { Verdict, VerifyOptions, VerifyResult } from '../model/verdict.ts'
import { readCredential } from '../read/read-credential.ts'
import { Session } from './session.ts'
import { verifyRead } from './verify-read.ts'

/**
 * Verifies a credential or presentation and everything nested in it. Never throws for what it is given: what cannot be read is
 * `invalid`, what cannot be checked is `unconfirmed`, and every reason is in `checks`.
 *
 * @param input    whatever `readCredential` takes
 * @param loaders  the only way out: contexts, and one guarded GET for DID documents, key sets, status lists and schemas.
 *                 Pass the same object each time: compiled contexts are kept with it
 * @see VCDM 2.0 section 7; OB 3.0 section 9; CLR 2.0 section 7
 */
export async function verifyCredential(
  input: string | Uint8Array | object,
  loaders: Loaders,
  options: VerifyOptions = {},
): Promise<VerifyResult> {
  try {
    return await verifyRead(readCredential(input), new Session(loaders, options))
  } catch (error) {
    if (!(error instanceof CredentialError)) throw error
    return unreadable(error)
  }
}

/** Too much to look at is not known to be wrong; everything else that cannot be read is. */
export function unreadable({ code, message, at }: CredentialError): VerifyResult {
  const tooMuch = code === 'too_many_nested' || code === 'too_deep' || code === 'limit_exceeded'
  const verdict: Verdict = tooMuch ? 'unconfirmed' : 'invalid'
  return {
    verdict,
    verdicts: [verdict],
    nestedVerdict: null,
    checks: [{ id: 'document', outcome: tooMuch ? 'unknown' : 'failed', because: message, at }],
    warnings: [],
    issuer: { vouchedBy: 'nobody' },
    nested: [],
  }
}
