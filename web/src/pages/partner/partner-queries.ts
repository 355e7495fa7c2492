import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import { type Output, portal } from '../../../../server/src/api.ts'
import { call } from '../../call.ts'

export type OwnPartner = Output<typeof portal.getOwnPartner>
export type Upload = Output<typeof portal.listOwnUploads>['uploads'][number]
export type UploadElement = Output<typeof portal.getOwnUpload>['elements'][number]

export const PARTNER = 'partner'
export const PAGE = 20

export const ownPartnerQuery = queryOptions({ queryKey: [PARTNER, 'me'], queryFn: () => call(portal.getOwnPartner), retry: false })
export const ownAlertsQuery = queryOptions({ queryKey: [PARTNER, 'alerts'], queryFn: () => call(portal.listOwnAlerts) })

export const uploadsQuery = (search: string, offset: number) =>
  queryOptions({
    queryKey: [PARTNER, 'uploads', search, offset],
    queryFn: () => call(portal.listOwnUploads, { query: { ...(search && { search }), limit: PAGE, offset } }),
    placeholderData: keepPreviousData,
  })

export const uploadQuery = (id: string) =>
  queryOptions({ queryKey: [PARTNER, 'upload', id], queryFn: () => call(portal.getOwnUpload, { params: { id } }) })
