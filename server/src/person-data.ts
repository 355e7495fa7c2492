import type { ExportPart, Forget } from './accounts/index.ts'
import { listEmailKeys } from './accounts/index.ts'
import { forgetMailsTo, listMails } from './delivery/index.ts'
import { type ExportDeps, getResumeFiles } from './exports/index.ts'
import { exportReceived, forgetReceived } from './intake/index.ts'
import { forgetIssuedTo } from './issuing/index.ts'
import type { Db } from './platform/db/client.ts'
import type { Mailer } from './platform/mail/mailer.ts'
import { getResumeView } from './resume/index.ts'
import { listOwnShares } from './sharing/index.ts'
import { forgetStudents, listVerifiedFor } from './verification/index.ts'

const MOST_MAILS = 1_000
const json = (path: string, value: unknown) => ({ path, content: JSON.stringify(value, null, 2) })

/** What each domain holds of a person, to take along. */
export function exportParts(deps: ExportDeps & { db: Db }): ExportPart[] {
  const { db } = deps
  return [
    async function* resume(personId) {
      const { pdf, ler } = await getResumeFiles(deps, personId)
      yield { path: 'resume.pdf', content: pdf }
      yield json('resume.ler.json', ler)
      yield json('resume.json', await getResumeView({ db }, personId))
    },
    (personId) => exportReceived(db, personId),
    async function* shares(personId) {
      const own = await listOwnShares(deps, personId)
      if (own.length > 0) yield json('shares.json', own)
    },
    async function* skills(personId) {
      const verified = await listVerifiedFor(db, personId, await listEmailKeys(db, personId))
      if (verified.length > 0) yield json('skills.json', verified)
    },
    async function* mails(personId) {
      const kept = []
      for (const to of await listEmailKeys(db, personId))
        kept.push(...(await listMails(db, { to, words: [], offset: 0, limit: MOST_MAILS })).mails)
      if (kept.length > 0) yield json('mails.json', kept)
    },
  ]
}

/** What each domain forgets of a person, in order: who looks others up comes before who owns them. */
export const forgetParts = (deps: Parameters<typeof forgetStudents>[0] & { mailer: Mailer }): Forget[] => [
  (tx, person) => forgetStudents(deps, tx, person),
  (tx, { personId, addresses }) => forgetReceived(tx, personId, addresses),
  (tx, { personId }) => forgetIssuedTo(tx, [personId]),
  (tx, { addresses }) => forgetMailsTo(deps, tx, addresses),
]
