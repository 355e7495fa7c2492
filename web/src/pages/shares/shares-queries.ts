import { queryOptions } from '@tanstack/react-query'
import { intake, type Output, sharing } from '../../../../server/src/api.ts'
import { call } from '../../call.ts'

export type Share = Output<typeof sharing.createShare>
export type ResumeNotice = Output<typeof intake.listNotices>['notices'][number]

export const sharesQuery = queryOptions({ queryKey: ['shares'], queryFn: () => call(sharing.listShares) })

export const noticesQuery = queryOptions({ queryKey: ['notices'], queryFn: () => call(intake.listNotices) })
