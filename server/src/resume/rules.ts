import type { Rule } from '../core/rule.ts'
import { isDay } from '../core/time.ts'
import type { Verdict } from '../core/words.ts'
import { VERDICTS } from '../core/words.ts'
import { problems } from './problems.ts'
import type { ItemChange, NewOwnEntry, Profile, ResumeSettings } from './shapes.ts'

/** Own entries and skills of one person, deleted ones counted. */
export const OWN_ENTRIES_LIMIT = 1_000

export interface ChangeFacts {
  item: { kind: 'entry' | 'skill'; isOwn: boolean; verdict: Verdict } | undefined
  change: ItemChange
}

const ENTRY_FIELDS = ['section', 'title', 'organization', 'startDate', 'endDate', 'url'] as const
const SKILL_FIELDS = ['name', 'category'] as const
const OWN_FIELDS = [...ENTRY_FIELDS, ...SKILL_FIELDS, 'description'] as const

const given = (change: ItemChange, fields: readonly (keyof ItemChange)[]): string[] => fields.filter((field) => change[field] !== undefined)

export const itemIsOnThisResume: Rule<ChangeFacts> = ({ item }) => !item && problems.entry_not_found()

export const onlySkillsHaveLevels: Rule<ChangeFacts> = ({ item, change }) => {
  const fields = given(change, ['level', ...SKILL_FIELDS])
  return item?.kind === 'entry' && fields.length > 0 && problems.not_a_skill({ fields })
}

export const skillsHaveNoEntryFields: Rule<ChangeFacts> = ({ item, change }) => {
  const fields = given(change, ENTRY_FIELDS)
  return item?.kind === 'skill' && fields.length > 0 && problems.not_an_entry({ fields })
}

/** What a credential says is not the person's to change. @see resume spec, "Builder": locked facts */
export const factsAreTheirOwn: Rule<ChangeFacts> = ({ item, change }) => {
  const fields = given(change, OWN_FIELDS)
  return item?.isOwn === false && fields.length > 0 && problems.facts_are_locked({ fields })
}

export const wordsStandBesideFacts: Rule<ChangeFacts> = ({ item, change }) =>
  change.ownWording !== undefined && (item?.isOwn || item?.kind === 'skill') && problems.wording_not_needed()

/** A verified skill cannot be edited by the person; it may be hidden. @see CredentialConnect 1.3, "Skill verification" */
export const verifiedSkillsKeepTheirLevel: Rule<ChangeFacts> = ({ item, change }) =>
  change.level !== undefined && item?.verdict === 'verified' && problems.skill_is_verified()

export const changedLinkIsSafe: Rule<ChangeFacts> = ({ change }) => linkFault(change.url)

/** A day is one that was: the shape of a date does not know how long a month is. */
const dateFault = (dates: { startDate?: string; endDate?: string }) => {
  const fields = (['startDate', 'endDate'] as const).filter((field) => dates[field]?.length === 10 && !isDay(dates[field]))
  return fields.length > 0 && problems.date_unreal({ fields })
}

export const changedDatesAreReal: Rule<ChangeFacts> = ({ change }) => dateFault(change)

export const changeRules = [
  itemIsOnThisResume,
  onlySkillsHaveLevels,
  skillsHaveNoEntryFields,
  factsAreTheirOwn,
  wordsStandBesideFacts,
  verifiedSkillsKeepTheirLevel,
  changedLinkIsSafe,
  changedDatesAreReal,
] as const

/** Only links that open a page or a mail; a script, a file or an address of this page is none. Absent ones are well. */
export const isAllowedLink = (url: string): boolean =>
  /^(?:https?:\/\/|mailto:)\S+$/i.test(url) && URL.canParse(url) && (!/^http/i.test(url) || new URL(url).hostname !== '')

const linkFault = (url: string | undefined) => url !== undefined && url !== '' && !isAllowedLink(url) && problems.link_not_allowed({ url })

export interface AddFacts {
  entries: readonly NewOwnEntry[]
  /** own entries and skills there already, deleted ones counted */
  count: number
}

export const linksAreSafe: Rule<AddFacts> = ({ entries }) =>
  entries.map((entry) => 'url' in entry && linkFault(entry.url)).find(Boolean) || undefined

export const datesAreReal: Rule<AddFacts> = ({ entries }) =>
  entries.map((entry) => !('name' in entry) && dateFault(entry)).find(Boolean) || undefined

export const resumeHasRoom: Rule<AddFacts> = ({ entries, count }) =>
  count + entries.length > OWN_ENTRIES_LIMIT && problems.resume_is_full({ limit: OWN_ENTRIES_LIMIT })

export const addRules = [linksAreSafe, datesAreReal, resumeHasRoom] as const

export interface HeadFacts {
  profile?: Partial<Profile> | undefined
  settings?: Partial<ResumeSettings> | undefined
}

const hasEmailShape = (email: string): boolean => /^[^\s@<>"]+@[^\s@<>"]+$/.test(email)

const profileLinksAreSafe: Rule<HeadFacts> = ({ profile }) => profile?.links?.map(({ url }) => linkFault(url)).find(Boolean) || undefined

const emailCanBeRead: Rule<HeadFacts> = ({ profile }) =>
  Boolean(profile?.email) && !hasEmailShape(profile!.email!) && problems.email_unreadable()

const languageIsATag: Rule<HeadFacts> = ({ settings }) =>
  settings?.language !== undefined && !canonicalLanguage(settings.language) && problems.language_unknown()

export const headRules = [profileLinksAreSafe, emailCanBeRead, languageIsATag] as const

/** @returns the tag as BCP 47 writes it, undefined when it is none */
export function canonicalLanguage(tag: string): string | undefined {
  try {
    return Intl.getCanonicalLocales(tag)[0]
  } catch {
    return undefined
  }
}

/** Best first: a skill with several proofs is as good as its best proof. */
export function bestVerdict(verdicts: readonly Verdict[]): Verdict {
  const rank = (verdict: Verdict): number => {
    if (verdict === 'withdrawn') return -1
    if (verdict === 'unsigned') return VERDICTS.indexOf('unconfirmed') - 0.5
    return VERDICTS.indexOf(verdict)
  }
  return [...verdicts].sort((a, b) => rank(b) - rank(a))[0] ?? 'unsigned'
}
