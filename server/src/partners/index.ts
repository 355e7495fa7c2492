export { authenticatePartner } from './authenticate.ts'
export { findNamedPartner } from './find-named-partner.ts'
export { findLanding } from './issuers/find-landing.ts'
export { createIssuerRegistry } from './issuers/registry.ts'
export { createPartner } from './manage-partner.ts'
export { getBuiltInPlatform } from './platforms/built-in.ts'
export { secretsOfKey } from './platforms/secrets-of-key.ts'
export {
  countVerifiedProfile,
  findActiveKey,
  findKeyById,
  findPlatformName,
  type PlatformKey,
  platformAsSender,
  useCredit,
} from './platforms/store.ts'
export { authenticatePartnerSession, PARTNER_COOKIE } from './portal/sign-in.ts'
export { deleteDeadPartnerSessions } from './portal/store.ts'
export {
  deleteDeadTokens,
  findPartner,
  findPartnerBySlug,
  findPartnerName,
  insertTypeOverride,
  type Partner,
  selfAsSender,
} from './store.ts'
