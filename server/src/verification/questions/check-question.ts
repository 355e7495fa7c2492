import { isRecord } from '../fields.ts'

/** A question as somebody wrote it, its key at the writer's position. */
export interface WrittenQuestion {
  skillId: string
  question: string
  options: string[]
  answer: number
}

const OPTIONS = 4
const MAX_QUESTION = 600
const MAX_OPTION = 300
/** Two questions that share this part of their words are the same question. */
const NEAR_COPY = 0.7
/** A run of this many words out of the person's text is a quotation of it. */
const QUOTED_WORDS = 8

const NO_REAL_OPTION =
  /\b(?:all|none|both|neither|any|two)\b.{0,12}\b(?:above|below|these|them|options?|answers?)\b|\b(?:a|b|c|d)\s*(?:and|&)\s*(?:b|c|d)\b/i
const INSTRUCTION =
  /\b(?:ignore|disregard|forget|override)\b.{0,40}\b(?:instructions?|prompts?|rules?|above|previous|prior)\b|\bsystem prompt\b|\b(?:correct|right) (?:answer|option) (?:is|must be|should be)\b|\b(?:you are|act as) an? (?:ai|assistant|language model)\b/i

export const wordsOf = (text: string): string[] =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .match(/[\p{L}\p{N}_$#+.]+/gu) ?? []

function overlap(left: string, right: string): number {
  const [a, b] = [new Set(wordsOf(left)), new Set(wordsOf(right))]
  if (a.size === 0 || b.size === 0) return 0
  return [...a].filter((word) => b.has(word)).length / Math.max(a.size, b.size)
}

export const isNearCopy = (question: string, others: readonly string[]): boolean =>
  others.some((other) => overlap(question, other) >= NEAR_COPY)

function quotes(question: string, studentText: string): boolean {
  const words = wordsOf(question)
  const text = ` ${wordsOf(studentText).join(' ')} `
  for (let start = 0; start + QUOTED_WORDS <= words.length; start++)
    if (text.includes(` ${words.slice(start, start + QUOTED_WORDS).join(' ')} `)) return true
  return false
}

/** A model's answer as a question, or undefined when it has not the form. */
export function readQuestion(value: unknown): WrittenQuestion | undefined {
  if (!isRecord(value)) return undefined
  const { skillId, question, options, answer } = value
  if (typeof skillId !== 'string' || typeof question !== 'string' || !Array.isArray(options) || !Number.isInteger(answer)) return undefined
  if (options.length !== OPTIONS || options.some((option) => typeof option !== 'string')) return undefined
  if ((answer as number) < 0 || (answer as number) >= OPTIONS) return undefined
  return { skillId, question: question.trim(), options: options.map((option: string) => option.trim()), answer: answer as number }
}

/**
 * Why a question may not be asked; undefined when it may.
 *
 * @param others questions of the set, and those asked before
 * @param studentText what the person wrote about the sources: data, never a source of questions
 * @see skill verification spec, "Assessment path"
 */
export function faultOf({ question, options }: WrittenQuestion, others: readonly string[], studentText: string): string | undefined {
  if (question.length < 10 || question.length > MAX_QUESTION) return 'the question has no fitting length'
  if (options.some((option) => option === '' || option.length > MAX_OPTION)) return 'an option has no fitting length'
  // case can be the whole point of an option: only space is folded
  if (new Set(options.map((option) => option.normalize('NFKC').replace(/\s+/g, ' '))).size < OPTIONS) return 'two options are the same'
  if (options.some((option) => NO_REAL_OPTION.test(option))) return 'an option points at other options'
  if ([question, ...options].some((text) => INSTRUCTION.test(text))) return 'it repeats an instruction'
  if (quotes([question, ...options].join(' '), studentText)) return 'it quotes the person’s own text'
  if (isNearCopy(question, others)) return 'it is a near copy of another question'
  return undefined
}
