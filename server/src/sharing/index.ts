export { listOwnShares } from './list-own-shares.ts'
export { shareUrlOf } from './share-url-of.ts'
export { createViewCounter } from './view-counter.ts'
