import type { Clock } from '../../core/time.ts'
import { enqueueMail } from '../../delivery/index.ts'
import type { Tx } from '../../platform/db/client.ts'
import type { Jobs } from '../../platform/jobs/jobs.ts'
import { lossMail } from '../mails.ts'
import { emailOf } from '../tell-person.ts'
import { deleteOutdated, insertNotices, type Loss, listLosses } from './store.ts'

export interface TellDeps {
  jobs: Jobs
  now: Clock
  baseUrl: string
}

/**
 * Tells the people who show a credential that it no longer stands, once: a notice beside the resume and a mail, in the transaction of
 * the new verdict.
 *
 * @param parts those whose verdict has just changed
 * @see resume spec, "Sharing": "a revocation changes the page and tells the owner"
 */
export async function tellOwners(deps: TellDeps, tx: Tx, credentialId: string, parts: readonly string[]): Promise<void> {
  if (parts.length === 0) return
  await deleteOutdated(tx, credentialId)
  const news = await insertNotices(tx, await listLosses(tx, credentialId, parts), deps.now())
  for (const loss of news) await writeTo(deps, tx, loss)
}

async function writeTo(deps: TellDeps, tx: Tx, { personId, mode, verdict, title, issuer }: Loss): Promise<void> {
  const to = await emailOf(tx, personId)
  if (to) await enqueueMail(deps, tx, { to, purpose: 'lost', mode, ...lossMail(verdict, title, issuer, `${deps.baseUrl}/resume`) })
}
