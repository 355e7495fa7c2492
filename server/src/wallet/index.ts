export type { ResumeFiles } from './resume-credential.ts'
export { deleteOldOffers } from './store.ts'
