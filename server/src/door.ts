import type { IncomingMessage } from 'node:http'
import { createKnownSenders, type KnownSenders, type UploadTurns } from './intake/index.ts'
import type { Database } from './platform/db/client.ts'
import { type Admission, createDoor } from './platform/http/admission.ts'
import { type Envelope, imsxStatus, oauthError, problemDetails, skillApi } from './platform/http/envelopes.ts'
import { pageEnvelope } from './sharing/routes/page-answer.ts'

/** The dialect an address speaks even where no route is. */
export function envelopeFor(path: string): Envelope {
  if (path.startsWith('/api/v1/token')) return oauthError
  if (/^\/api\/v1\/(?:credentials|clr|verifiablepresentation)/.test(path) || path.startsWith('/ims/')) return imsxStatus
  return path.startsWith('/api/v1/') ? skillApi : problemDetails
}

/** People who open a page read a page. */
const envelopeOf = ({ url = '', headers }: IncomingMessage): Envelope =>
  !url.startsWith('/api/') && headers.accept?.includes('text/html') ? pageEnvelope : envelopeFor(url)

/** What stands before the app: nothing where no admission is set. */
export function openDoor(parts: { database: Database; admission: Admission | undefined; turns: UploadTurns }): {
  door: ReturnType<typeof createDoor> | undefined
  senders: KnownSenders
} {
  const { database, admission, turns } = parts
  const senders = createKnownSenders(turns)
  const { mustComeAgain } = senders
  return { senders, door: admission && createDoor({ admission, waitedMs: () => database.waitedMs(), mustComeAgain, envelopeOf }) }
}
