import { type Body, isDate, isRecord, MAX_LONG_TEXT, MAX_TEXT } from './fields.ts'
import { problems } from './problems.ts'
import type { Offered, OfferedItem, SourceKey, SourceType } from './words.ts'

/** How one kind of item is written at init, by its names there. @see facts 2.1 */
export interface ItemKind {
  list: 'projects' | 'experience' | 'certificates'
  type: SourceType
  id: string
  needs: readonly string[]
  texts: readonly string[]
  dates: readonly string[]
}

const PROJECT: ItemKind = {
  list: 'projects',
  type: 'project',
  id: 'projectId',
  needs: ['projectId', 'name'],
  texts: ['description'],
  dates: ['startDate', 'endDate'],
}
const EXPERIENCE: ItemKind = {
  list: 'experience',
  type: 'experience',
  id: 'workExperienceId',
  needs: ['workExperienceId', 'role', 'companyName'],
  texts: ['description'],
  dates: ['startDate', 'endDate'],
}
const CERTIFICATE: ItemKind = {
  list: 'certificates',
  type: 'certificate',
  id: 'credentialId',
  needs: ['credentialId', 'name'],
  texts: ['issuedOrganization'],
  dates: ['issueDate'],
}

/** In the order of the published table. */
export const ITEM_KINDS = [PROJECT, EXPERIENCE, CERTIFICATE] as const

const MAX_ITEMS = 200

const badly = (pointer: string, because: string) => problems.INVALID_DATA_FORMAT({ because: `${pointer} ${because}` })

/**
 * The three lists of init, as sent.
 *
 * @throws Problem INVALID_DATA_FORMAT (a list is missing or no list) | NO_DATA
 */
export function readLists(body: Body): Record<ItemKind['list'], unknown[]> {
  const lists: Record<ItemKind['list'], unknown[]> = { projects: [], experience: [], certificates: [] }
  for (const { list } of ITEM_KINDS) {
    const value = body[list]
    if (!Array.isArray(value)) throw badly(`/${list}`, 'must be an array')
    lists[list] = value
  }
  if (ITEM_KINDS.every(({ list }) => lists[list].length === 0)) throw problems.NO_DATA()
  return lists
}

/** Checks every item. @throws Problem INVALID_DATA_FORMAT with the JSON pointer in its message */
export function readItems(lists: Record<ItemKind['list'], unknown[]>): Omit<Offered, 'skillIds'> {
  const items = { projects: [] as OfferedItem[], experience: [] as OfferedItem[], certificates: [] as OfferedItem[] }
  for (const kind of ITEM_KINDS) {
    const list = lists[kind.list]
    if (list.length > MAX_ITEMS) throw badly(`/${kind.list}`, `holds more than ${MAX_ITEMS} entries`)
    const seen = new Set<unknown>()
    list.forEach((item, index) => {
      const pointer = `/${kind.list}/${index}`
      if (!isRecord(item)) throw badly(pointer, 'must be an object')
      checkItem(kind, item, pointer)
      const id = (item[kind.id] as string).trim()
      if (seen.has(id)) throw badly(`${pointer}/${kind.id}`, 'is used twice')
      seen.add(id)
      items[kind.list].push({ ...item, [kind.id]: id })
    })
  }
  return items
}

function checkItem({ needs, texts, dates }: ItemKind, item: Body, pointer: string): void {
  for (const name of needs) {
    const value = item[name]
    if (typeof value !== 'string' || value.trim() === '') throw badly(`${pointer}/${name}`, 'is required')
    if (value.length > MAX_TEXT) throw badly(`${pointer}/${name}`, `is longer than ${MAX_TEXT} characters`)
  }
  for (const name of texts) {
    const value = item[name] ?? ''
    if (typeof value !== 'string') throw badly(`${pointer}/${name}`, 'must be a string')
    if (value.length > MAX_LONG_TEXT) throw badly(`${pointer}/${name}`, `is longer than ${MAX_LONG_TEXT} characters`)
  }
  for (const name of dates) {
    const value = item[name] ?? ''
    if (typeof value !== 'string' || (value !== '' && !isDate(value.trim()))) throw badly(`${pointer}/${name}`, 'must be an ISO 8601 date')
  }
}

/** The items of a session by source. */
export function itemsBySource(offered: Offered): (SourceKey & { fields: OfferedItem })[] {
  return ITEM_KINDS.flatMap(({ list, type, id }) => offered[list].map((fields) => ({ type, externalId: String(fields[id]), fields })))
}
