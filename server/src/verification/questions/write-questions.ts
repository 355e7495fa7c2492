import type { Model } from '../../platform/model/model.ts'
import { isRecord } from '../fields.ts'
import type { NewQuestion } from '../store/assessments.ts'
import type { CatalogueSkill } from '../store/catalogue.ts'
import type { Bank } from './bank.ts'
import { faultOf, isNearCopy, readQuestion, type WrittenQuestion } from './check-question.ts'
import { type SourceText, solvePrompt, writePrompt } from './prompts.ts'
import { shuffled, shuffleOptions } from './shuffle.ts'

export interface QuestionOrder {
  skills: readonly CatalogueSkill[]
  sources: readonly SourceText[]
  /** asked before: never again */
  asked: readonly { question: string; bankItem: string | null }[]
}

/** @returns the questions, and skills that stay without enough of them, by why: the bank has none at all, or none unseen */
export type QuestionWriter = (order: QuestionOrder) => Promise<{ questions: NewQuestion[]; without: string[]; exhausted: string[] }>

export interface WriterSettings {
  bank: Bank
  /** undefined: the bank only */
  model: Model | undefined
  /** a second call without the key must pick the same answer */
  secondOpinion: boolean
  onError(error: unknown): void
}

const LEAST_QUESTIONS = 10
const QUESTIONS_A_SKILL = 2
/** The published limit is 90 s for the whole call. */
const BUDGET_MS = 80_000

/** max(10, 2 for each skill), spread evenly; the first skills get what is left over. */
export function quotas(skillIds: readonly string[]): Map<string, number> {
  const total = Math.max(LEAST_QUESTIONS, QUESTIONS_A_SKILL * skillIds.length)
  const even = Math.floor(total / skillIds.length)
  return new Map(skillIds.map((id, index) => [id, even + (index < total % skillIds.length ? 1 : 0)]))
}

/** A model when there is one, with one repair; the bank for whatever is missing then. */
export function createQuestionWriter({ bank, model, secondOpinion, onError }: WriterSettings): QuestionWriter {
  return async ({ skills, sources, asked }) => {
    const wanted = quotas(skills.map(({ skillId }) => skillId))
    const before = asked.map(({ question }) => question)
    const written: (WrittenQuestion & { bankItem: string | null })[] = []
    const missing = (skillId: string): number => wanted.get(skillId)! - written.filter((one) => one.skillId === skillId).length
    if (model) {
      const round = { model, skills, sources, before, missing, written, secondOpinion }
      try {
        const signal = AbortSignal.timeout(BUDGET_MS)
        const faults = await askModel(round, [], signal)
        if (skills.some(({ skillId }) => missing(skillId) > 0)) await askModel(round, faults, signal)
      } catch (error) {
        onError(error)
      }
    }
    const seen = new Set(asked.map(({ bankItem }) => bankItem))
    const [without, exhausted]: [string[], string[]] = [[], []]
    for (const { skillId } of skills) {
      const items = bank.items(skillId)
      const fresh = shuffled(items.filter(({ id }) => !seen.has(id)))
      for (const { id, question, options, answer } of fresh) {
        if (missing(skillId) <= 0) break
        const others = written.map((one) => one.question)
        if (!isNearCopy(question, others)) written.push({ skillId, question, options: [...options], answer, bankItem: id })
      }
      if (missing(skillId) > 0) (items.length === 0 ? without : exhausted).push(skillId)
    }
    const questions = shuffled(written).map(({ skillId, question, options, answer, bankItem }) => ({
      skillId,
      question,
      bankItem,
      ...shuffleOptions(options, answer),
    }))
    return { questions, without, exhausted }
  }
}

interface Round {
  model: Model
  skills: readonly CatalogueSkill[]
  sources: readonly SourceText[]
  before: readonly string[]
  missing(skillId: string): number
  written: (WrittenQuestion & { bankItem: string | null })[]
  secondOpinion: boolean
}

/** Asks once and keeps what passes every check. @returns what was wrong with the rest */
async function askModel(round: Round, faults: readonly string[], signal: AbortSignal): Promise<string[]> {
  const { model, skills, sources, before, missing, written, secondOpinion } = round
  const short = skills.map((skill) => ({ ...skill, count: missing(skill.skillId) })).filter(({ count }) => count > 0)
  const known = [...before, ...written.map(({ question }) => question)]
  const answer = await model.ask(writePrompt(short, sources, known.slice(-40), faults), signal)
  const offered = isRecord(answer) && Array.isArray(answer.questions) ? answer.questions : []
  const studentText = sources.map(({ title, organization, description }) => `${title} ${organization} ${description}`).join('\n')
  const found: string[] = []
  const passing: WrittenQuestion[] = []
  for (const value of offered) {
    const question = readQuestion(value)
    const left = question && missing(question.skillId) - passing.filter(({ skillId }) => skillId === question.skillId).length
    if (!question || !short.some(({ skillId }) => skillId === question.skillId) || !left || left <= 0) continue
    const fault = faultOf(question, [...known, ...passing.map((one) => one.question)], studentText)
    if (fault === undefined) passing.push(question)
    else found.push(fault)
  }
  const agreed = secondOpinion && passing.length > 0 ? await agreedOn(model, passing, signal) : passing
  if (agreed.length < passing.length) found.push('a second reader picked another answer')
  written.push(...agreed.map((question) => ({ ...question, bankItem: null })))
  return [...new Set(found)]
}

/** Those questions a reader without the key answers as their writer did. */
async function agreedOn(model: Model, questions: readonly WrittenQuestion[], signal: AbortSignal): Promise<WrittenQuestion[]> {
  const turned = questions.map((question) => ({ ...question, ...shuffleOptions(question.options, question.answer) }))
  const answer = await model.ask(solvePrompt(turned), signal)
  const answers = isRecord(answer) && Array.isArray(answer.answers) ? answer.answers : []
  return turned.filter((question, index) => answers[index] === question.answer)
}
