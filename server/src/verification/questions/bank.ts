import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { CatalogueSkill } from '../store/catalogue.ts'

/** One written question with its key. */
export interface BankItem {
  id: string
  question: string
  options: readonly string[]
  answer: number
}

/** The built-in catalogue, and the questions for its skills. @see server/items/README.md */
export interface Bank {
  skills: readonly CatalogueSkill[]
  skill(skillId: string): CatalogueSkill | undefined
  items(skillId: string): readonly BankItem[]
}

type File = CatalogueSkill & { items: readonly BankItem[] }

/** Reads all files of the folder once. */
export async function loadBank(folder: string): Promise<Bank> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.json') && !name.endsWith('.schema.json')).sort()
  const files = await Promise.all(names.map(async (name) => JSON.parse(await readFile(join(folder, name), 'utf8')) as File))
  const byId = new Map(
    files.map(({ items, skillId, name, category, description }) => [skillId, { items, skillId, name, category, description }]),
  )
  const skills = [...byId.values()].map(({ items: _items, ...skill }) => skill)
  const skillById = new Map(skills.map((skill) => [skill.skillId, skill]))
  return { skills, skill: (skillId) => skillById.get(skillId), items: (skillId) => byId.get(skillId)?.items ?? [] }
}
