import type { ReadAchievement, ReadAlignment, ReadCredential } from '@laurel/credentials'
import { SKILL_CATEGORIES, SKILL_LEVELS } from '../core/words.ts'
import { boundedKey } from '../platform/bounded-key.ts'
import type { Link, Note, SkillFacts } from './facts.ts'

export const SKILL_NAME_LIMIT = 40
const MAX_KEY_BYTES = 400

/** Two skills with the same folded name are one skill. */
export const skillKey = (name: string): string =>
  boundedKey(name.normalize('NFKC').trim().replace(/\s+/g, ' ').toLowerCase(), MAX_KEY_BYTES)

/** Cut at 40 characters for display; the full text is kept. */
export function shownSkillName(name: string): string {
  const characters = [...name]
  return characters.length > SKILL_NAME_LIMIT ? characters.slice(0, SKILL_NAME_LIMIT).join('') : name
}

export const isWebLink = (url: string | undefined): url is string => url !== undefined && /^https?:\/\//i.test(url) && URL.canParse(url)

/** A value of an object whose key is spelled in any case. */
function valueUnder(raw: unknown, names: readonly string[]): unknown {
  if (typeof raw !== 'object' || raw === null) return undefined
  for (const name of names) {
    const found = Object.entries(raw).find(([key]) => key.toLowerCase() === name)
    if (found && found[1] !== '' && found[1] !== null) return found[1]
  }
  return undefined
}

const textOf = (value: unknown): string | undefined =>
  typeof value === 'string' || typeof value === 'number' ? String(value).trim() : undefined

const wordIn = <const T extends string>(words: readonly T[], value: string | undefined): T | undefined =>
  words.find((word) => word === value?.toLowerCase())

/** Levels that results state: by `achievedLevel` or `value`, or by the `requiredLevel` of their description. @returns those that speak of this skill, else those that speak of none */
function levelFromResults(credential: ReadCredential, achievement: ReadAchievement, name: string): string | undefined {
  const names = new Map<string, string>()
  for (const description of achievement.resultDescriptions) {
    const levels = valueUnder(description.raw, ['rubriccriterionlevel'])
    for (const level of Array.isArray(levels) ? levels : levels ? [levels] : []) {
      const [id, shown] = [textOf(valueUnder(level, ['id'])), textOf(valueUnder(level, ['level', 'name']))]
      if (id && shown) names.set(id, wordIn(SKILL_LEVELS, shown) ?? textOf(valueUnder(level, ['name'])) ?? shown)
    }
  }
  const word = (value: string | undefined) => (value === undefined ? undefined : wordIn(SKILL_LEVELS, names.get(value) ?? value))
  const aboutSkill = (alignments: readonly ReadAlignment[]) =>
    alignments.some(({ targetName }) => targetName && skillKey(targetName) === skillKey(name))
  const candidates = credential.results.map((result) => {
    const description =
      achievement.resultDescriptions.find(({ id }) => id !== undefined && id === result.resultDescription) ??
      (achievement.resultDescriptions.length === 1 ? achievement.resultDescriptions[0] : undefined)
    const alignments = [...result.alignments, ...(description?.alignments ?? [])]
    const level =
      word(result.achievedLevel) ??
      word(result.value) ??
      word(textOf(valueUnder(description?.raw, ['achievedlevel']))) ??
      word(textOf(valueUnder(description?.raw, ['requiredlevel'])))
    return { level, own: aboutSkill(alignments), general: alignments.length === 0 }
  })
  return candidates.find(({ level, own }) => level && own)?.level ?? candidates.find(({ level, general }) => level && general)?.level
}

/**
 * The skills of a carrier: one for each alignment.
 *
 * @returns skills in the order sent, and what the partner should know
 * @see CredentialConnect spec, "SkillSync" (name limit, where level, category and evidence are looked for)
 */
export function skillsOf(credential: ReadCredential): { skills: SkillFacts[]; warnings: Note[] } {
  const warnings: Note[] = []
  const skills = new Map<string, SkillFacts>()
  const general: Link[] = credential.evidence.flatMap(({ id, name }) => (isWebLink(id) ? [{ name: name ?? '', url: id }] : []))
  for (const achievement of credential.achievements) {
    for (const alignment of achievement.alignments) {
      const fullName = alignment.targetName?.trim() ?? ''
      if (fullName === '') {
        warnings.push({
          code: 'SKILL_NAME_MISSING',
          message: 'An alignment without targetName is not a skill and was left out.',
          pointer: alignment.at,
        })
        continue
      }
      const key = skillKey(fullName)
      if (skills.has(key)) continue
      const pick = <const T extends string>(names: readonly string[], words: readonly T[], code: string): T | undefined => {
        const sent = textOf(valueUnder(alignment.raw, names))
        const word = wordIn(words, sent)
        if (sent !== undefined && word === undefined)
          warnings.push({
            code,
            message: `"${sent.slice(0, 60)}" of the skill "${shownSkillName(fullName)}" is not one of ${words.join(', ')}; it was ignored.`,
            pointer: alignment.at,
          })
        return word
      }
      const own = textOf(valueUnder(alignment.raw, ['evidence', 'evidenceurl']))
      if ([...fullName].length > SKILL_NAME_LIMIT)
        warnings.push({
          code: 'SKILL_NAME_CUT',
          message: `The name of a skill is longer than ${SKILL_NAME_LIMIT} characters; it is shown cut, and kept whole.`,
          pointer: alignment.at,
        })
      skills.set(key, {
        key,
        name: shownSkillName(fullName),
        fullName,
        description: alignment.targetDescription ?? '',
        framework: alignment.targetFramework ?? '',
        url: isWebLink(alignment.targetUrl) ? alignment.targetUrl : '',
        code: alignment.targetCode ?? '',
        level:
          pick(['level', 'skilllevel'], SKILL_LEVELS, 'SKILL_LEVEL_UNKNOWN') ??
          (levelFromResults(credential, achievement, fullName) as SkillFacts['level']) ??
          null,
        category: pick(['category', 'skillcategory'], SKILL_CATEGORIES, 'SKILL_CATEGORY_UNKNOWN') ?? null,
        evidence: isWebLink(own) ? [{ name: '', url: own }] : general,
      })
    }
  }
  return { skills: [...skills.values()], warnings }
}
