import { queryOptions } from '@tanstack/react-query'
import { intake, type Output, resume } from '../../../../server/src/api.ts'
import { call } from '../../call.ts'

export type Resume = Output<typeof resume.getResume>
export type Entry = Resume['sections'][number]['entries'][number]
export type Skill = Resume['skills'][number]
export type Section = Entry['section']
export type InboxItem = Output<typeof intake.getInbox>['items'][number]

export const resumeQuery = queryOptions({ queryKey: ['resume'], queryFn: () => call(resume.getResume) })

export const inboxQuery = queryOptions({ queryKey: ['inbox'], queryFn: () => call(intake.getInbox) })
