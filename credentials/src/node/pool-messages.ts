import type { Fetched } from '../loaders.ts'
import type { ExpectedSubject, ProofPurpose, RegisteredIssuer, VerifyResult } from '../model/verdict.ts'

/** What a job in another thread can be told; the registry travels as a list. */
export interface PoolVerifyOptions {
  now?: Date
  registry?: readonly RegisteredIssuer[]
  strictStatusList?: boolean
  allowExampleContexts?: boolean
  purpose?: ProofPurpose
  challenge?: string
  domain?: string
  subject?: ExpectedSubject
  /** send the view of each credential back as well, which for a big record costs more than verifying it */
  withCredential?: boolean
}

/** To the thread: verify this. */
export interface Job {
  kind: 'job'
  id: number
  input: string | Uint8Array | object
  options: PoolVerifyOptions
}

/** From the thread: get me this. */
export interface Ask {
  kind: 'ask'
  id: number
  what: 'context' | 'fetch'
  url: string
  options?: { accept: string; maxBytes: number }
}

/** To the thread: here it is, or why not. */
export interface Answer {
  kind: 'answer'
  id: number
  value: object | Fetched | undefined
  failed?: string
}

/** From the thread. */
export type Question = Ask | { kind: 'done'; id: number; result: VerifyResult } | { kind: 'failed'; id: number; message: string }
