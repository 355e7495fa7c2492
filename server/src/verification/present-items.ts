import { textOf, timestampOf } from './fields.ts'
import type { StoredItem } from './store/items.ts'

const orNull = (text: string): string | null => (text === '' ? null : text)

/** Stored items in full, dates as timestamps. @see facts 5.2 */
export const presentItems = (items: readonly StoredItem[]) => ({
  projects: items
    .filter(({ type }) => type === 'project')
    .map(({ externalId, fields }) => ({
      externalProjectId: externalId,
      projectName: textOf(fields, 'name'),
      description: orNull(textOf(fields, 'description')),
      startDate: timestampOf(fields.startDate),
      endDate: timestampOf(fields.endDate),
    })),
  experience: items
    .filter(({ type }) => type === 'experience')
    .map(({ externalId, fields }) => ({
      externalExpId: externalId,
      companyName: textOf(fields, 'companyName'),
      role: textOf(fields, 'role'),
      description: orNull(textOf(fields, 'description')),
      startDate: timestampOf(fields.startDate),
      endDate: timestampOf(fields.endDate),
    })),
  certificates: items
    .filter(({ type }) => type === 'certificate')
    .map(({ externalId, fields }) => ({
      externalCertificateId: externalId,
      certificateName: textOf(fields, 'name'),
      issuedCompanyName: orNull(textOf(fields, 'issuedOrganization')),
      issueDate: timestampOf(fields.issueDate),
    })),
})
