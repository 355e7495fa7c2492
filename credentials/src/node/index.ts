export { type NodeLoadersOptions, nodeLoaders } from './node-loaders.ts'
export type { PoolVerifyOptions } from './pool-messages.ts'
export { createVerifyPool, type VerifyPool } from './verify-pool.ts'
