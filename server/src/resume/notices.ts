import { durationsIn, gradesIn, monthsIn, type Said, yearsIn } from './claims-in-text.ts'
import { LADDERS } from './level-words.ts'
import type { ResumeNotice } from './shapes.ts'
import { asWritten, fold, wordsAt } from './words-at.ts'

/** What a credential says, as far as own words can go beyond it. Texts as sent; absent ones are empty. */
export interface CredentialWords {
  title: string
  description: string
  date: string
  issuer: string
  criteria: string
}

interface NoticeRule {
  code: string
  text: (says: string) => string
  /** where the own words go beyond the credential; both texts are folded */
  beyond: (own: string, credential: string) => Said[]
}

/** Claims of one kind in the own words that the credential nowhere makes. */
const notSaidBy =
  (read: (text: string) => Said[]) =>
  (own: string, credential: string): Said[] => {
    const known = new Set(read(credential).map(({ means }) => means))
    return read(own).filter(({ means }) => !known.has(means))
  }

/** Years the credential does not name; and months of a year it does name. */
function otherDates(own: string, credential: string): Said[] {
  const years = notSaidBy(yearsIn)(own, credential)
  const isNew = ({ means }: Said) => years.some((year) => means.startsWith(year.means))
  return [...years, ...notSaidBy(monthsIn)(own, credential).filter((month) => !isNew(month))]
}

/** Words of a ladder that stand higher than any the credential uses. */
function higherWords(own: string, credential: string): Said[] {
  return LADDERS.flatMap(({ steps, claimsFrom }) => {
    const reached = steps.findLastIndex((words) => wordsAt(credential, words).length > 0)
    return steps.flatMap((words, step) => (step > reached && step >= claimsFrom ? wordsAt(own, words) : []))
  })
}

/** @see resume spec, "Builder": the person's own wording says more than the credential (dates, title, level) */
const noticeRules: readonly NoticeRule[] = [
  {
    code: 'date_not_in_credential',
    text: (says) => `The own words name ${says}. The credential does not.`,
    beyond: otherDates,
  },
  {
    code: 'duration_not_in_credential',
    text: (says) => `The own words say ${says}. The credential does not say how long.`,
    beyond: notSaidBy(durationsIn),
  },
  {
    code: 'level_above_credential',
    text: (says) => `The own words say ${says}. The credential does not go that far.`,
    beyond: higherWords,
  },
  {
    code: 'grade_not_in_credential',
    text: (says) => `The own words name a grade or honour (${says}). The credential shows none like it.`,
    beyond: notSaidBy(gradesIn),
  },
]

const MOST_WORDS = 5
const LONGEST_WORD = 60

/** Where the person's own words say more than the credential does. A quiet hint, never a refusal. Pure. */
export function noticesOf(ownWording: string, credential: CredentialWords): ResumeNotice[] {
  if (ownWording.trim() === '') return []
  const own = fold(ownWording)
  const known = fold(Object.values(credential).join(' \n ')).text
  return noticeRules.flatMap(({ code, text, beyond }) => {
    const found = beyond(own.text, known).map(({ at, length }) => asWritten(own, at, length).slice(0, LONGEST_WORD))
    const says = [...new Set(found)].slice(0, MOST_WORDS)
    return says.length > 0 ? [{ code, text: text(says.map((word) => `“${word}”`).join(', ')), says }] : []
  })
}
