/** Every refusal this library can throw; verification itself never throws, it answers with checks. */
export type CredentialErrorCode =
  | 'not_json'
  | 'duplicate_key'
  | 'too_deep'
  | 'too_many_nested'
  | 'not_an_object'
  | 'jwt_malformed'
  | 'image_without_credential'
  | 'image_with_two_credentials'
  | 'image_malformed'
  | 'envelope_malformed'
  | 'pdf_malformed'
  | 'key_malformed'
  | 'key_unsupported'
  | 'did_unsupported'
  | 'cryptosuite_unsupported'
  | 'context_unknown'
  | 'document_malformed'
  | 'limit_exceeded'
  | 'status_list_malformed'

/** A refusal with a code a caller can branch on, and the JSON pointer (or byte offset) of the place. */
export class CredentialError extends Error {
  readonly code: CredentialErrorCode
  readonly at: string

  constructor(code: CredentialErrorCode, message: string, at = '') {
    super(message)
    this.name = 'CredentialError'
    this.code = code
    this.at = at
  }
}
