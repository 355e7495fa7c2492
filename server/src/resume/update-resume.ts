import { enforce } from '../core/rule.ts'
import type { Clock } from '../core/time.ts'
import type { Db } from '../platform/db/client.ts'
import { getResumeView } from './get-resume-view.ts'
import { canonicalLanguage, type HeadFacts, headRules } from './rules.ts'
import { putResumeRow } from './store/head.ts'
import type { ResumeView } from './views.ts'

/**
 * Changes the head of a resume and how it is set; what is not sent stays.
 *
 * @returns the whole resume as it stands then
 * @throws Problem link_not_allowed | email_unreadable | language_unknown
 */
export function updateResume(deps: { db: Db; now: Clock }, personId: string, { profile, settings }: HeadFacts): Promise<ResumeView> {
  enforce(headRules, { profile, settings })
  const kept = settings && {
    ...settings,
    ...(settings.accent && { accent: settings.accent.toLowerCase() }),
    ...(settings.language && { language: canonicalLanguage(settings.language)! }),
  }
  return deps.db.transaction().execute(async (tx) => {
    await putResumeRow(tx, personId, { profile, settings: kept }, deps.now())
    return getResumeView({ db: tx }, personId)
  })
}
