export { CODE_LIFETIME_MS, type CodePurpose, checkCode, makeCode } from './email-code.ts'
export { findSignedIn, getSignedIn, SESSION_COOKIE } from './session.ts'
export { deleteExpired, findPerson, findPersonIdByEmail, insertEmail, listEmailKeys } from './store.ts'
