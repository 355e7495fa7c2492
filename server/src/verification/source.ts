import { textOf, timestampOf } from './fields.ts'
import { type OfferedItem, SOURCE_TYPES, type SourceKey, type SourceType } from './words.ts'

/** A source item as reviewers and badges see it, whatever its kind. @see facts 6.7 */
export interface SourceView {
  type: SourceType
  title: string
  subtitle: string
  meta: string
  description: string
}

type Item = SourceKey & { fields: OfferedItem }

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

function monthOf(value: unknown): string {
  const stamp = timestampOf(value)
  if (stamp === null) return ''
  const date = new Date(stamp)
  return `${MONTHS[date.getUTCMonth()]} ${date.getUTCFullYear()}`
}

/** `Jun 2022 – Jan 2023`; an open end is `Present`. */
export function rangeOf(start: unknown, end: unknown): string {
  const from = monthOf(start)
  const to = monthOf(end)
  if (from === '') return to
  return `${from} – ${to === '' ? 'Present' : to}`
}

export const titleOf = ({ type, fields }: Item): string => textOf(fields, type === 'experience' ? 'role' : 'name')

export function viewOf(item: Item): SourceView {
  const { type, fields } = item
  const isCertificate = type === 'certificate'
  return {
    type,
    title: titleOf(item),
    subtitle: textOf(fields, isCertificate ? 'issuedOrganization' : type === 'experience' ? 'companyName' : 'organization'),
    meta: isCertificate ? monthOf(fields.issueDate) : rangeOf(fields.startDate, fields.endDate),
    description: textOf(fields, 'description'),
  }
}

/** The one item that stands for all: experience first, then project, then certificate. @see facts 6.7 */
export const leadingItem = <T extends SourceKey>(items: readonly T[]): T | undefined =>
  SOURCE_TYPES.map((type) => items.find((item) => item.type === type)).find((item) => item !== undefined)
