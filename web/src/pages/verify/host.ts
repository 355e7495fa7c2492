import { entry } from './entry.ts'

export type StepName = 'skills' | 'method' | 'documents' | 'assessment' | 'review' | 'complete'

/** What the page around hears. @see facts 10.8 */
export type HostEvent =
  | { event: 'record:ready' }
  | { event: 'record:step.change'; step: StepName }
  | { event: 'record:verification.close' }
  | { event: 'record:verification.failed'; error: { code: string; message: string } }
  | {
      event: 'record:verification.success'
      data: {
        recordVerificationId: string
        recordUserId: string
        verifiedSkills: string[]
        score?: number
        method: 'human' | 'assessment'
        completedAt: string
      }
    }

/** Whether a page is around this one that may be spoken to. */
export const hasHost = window.parent !== window && entry.origin !== undefined

/** Only a page of exactly the named origin gets it. */
export function tellHost(event: HostEvent): void {
  if (hasHost && entry.origin) window.parent.postMessage(event, entry.origin)
}
