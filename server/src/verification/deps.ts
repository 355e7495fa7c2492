import type { Clock } from '../core/time.ts'
import type { IssuingDeps } from '../issuing/index.ts'
import type { Db } from '../platform/db/client.ts'
import type { Jobs } from '../platform/jobs/jobs.ts'
import type { SafeFetch } from '../platform/net/safe-fetch.ts'
import type { Seal } from '../platform/seal.ts'
import type { ShortCodes } from '../platform/short-codes.ts'
import type { Bank } from './questions/bank.ts'
import type { QuestionWriter } from './questions/write-questions.ts'
import type { SessionCache } from './session-cache.ts'

/** What the composition root gives this domain; each use case names the part it uses. */
export interface VerificationDeps {
  db: Db
  jobs: Jobs
  now: Clock
  baseUrl: string
  seal: Seal
  codes: ShortCodes
  fetch: SafeFetch
  cache: SessionCache
  bank: Bank
  writeQuestions: QuestionWriter
  issuing: IssuingDeps
  /** looks for webhooks to send at once; called after COMMIT */
  wakeWebhooks(): void
}

export type Uses<K extends keyof VerificationDeps> = Pick<VerificationDeps, K>
