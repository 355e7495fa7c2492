export { listOwnShares } from './list-own-shares.ts'
export { printedLink } from './printed-link.ts'
export { createViewCounter } from './view-counter.ts'
