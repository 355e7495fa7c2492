export { shareUrlOf } from './share-url-of.ts'
export { createViewCounter } from './view-counter.ts'
