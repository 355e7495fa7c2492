export { LAUREL_RESUME_CONTEXT_PATH, laurelResumeContext } from './contexts/laurel-resume-1.ts'
export { pinnedContext } from './contexts/pinned-context.ts'
export { CredentialError, type CredentialErrorCode } from './credential-error.ts'
export type { KeyAlgorithm, PublicJwk, PublicKey } from './crypto/key-types.ts'
export { bakePng, bakeSvg } from './issue/bake.ts'
export type { IssuingSuite } from './issue/data-integrity.ts'
export { type IssueOptions, issueCredential, issuePresentation } from './issue/issue-credential.ts'
export { envelope, issueJwt, type JwtOptions } from './issue/issue-jwt.ts'
export type { SigningKey } from './issue/signing-key.ts'
export {
  createStatusList,
  decodeStatusList,
  encodeStatusList,
  type StatusPurpose,
  statusEntry,
  statusListCredential,
  withStatus,
} from './issue/status-list.ts'
export { didJwkDocument, didJwkOf, didKeyDocument, didKeyOf, didWebDocument, didWebUrl } from './keys/did.ts'
export { generateKey, type KeyPair, keyPairFromJwk, publicKeyFromJwk, publicKeyFromMultibase, secretKeyOf } from './keys/multikey.ts'
export { type Fetched, type Loaders, offlineLoaders } from './loaders.ts'
export type { Json, JsonObject } from './model/json.ts'
export type * from './model/read-credential.ts'
export {
  type Check,
  type CheckId,
  type ExpectedSubject,
  type IssuerRegistry,
  type IssuerStanding,
  type NestedResult,
  type ProofPurpose,
  type RegisteredIssuer,
  VERDICTS,
  type Verdict,
  type VerifyOptions,
  type VerifyResult,
} from './model/verdict.ts'
export { looksLikePdf, pdfFiles } from './read/pdf-files.ts'
export { unbakePng } from './read/png.ts'
export { readCredential } from './read/read-credential.ts'
export { unbakeSvg } from './read/svg.ts'
export { statusAt } from './verify/status-list.ts'
export { verifyCredential } from './verify/verify-credential.ts'
