import { queryOptions } from '@tanstack/react-query'
import { admin, delivery, type issuing, type Output, partners } from '../../../../server/src/api.ts'
import { call } from '../../call.ts'

export type Alert = Output<typeof admin.listAlerts>['alerts'][number]
export type Mail = Output<typeof admin.listMail>['mails'][number]
export type Partner = Output<typeof partners.listPartners>['partners'][number]
export type Platform = Output<typeof partners.listPlatforms>['platforms'][number]
export type PlatformKey = Platform['keys'][number]
export type Delivery = Output<typeof delivery.listAllDeliveries>['deliveries'][number]

export type Issuer = Output<typeof partners.listIssuers>['issuers'][number]
export type IssuedCredential = Output<typeof issuing.listIssuedCredentials>['credentials'][number]

export const OPERATOR = 'operator'
export const ISSUERS = [OPERATOR, 'issuers'] as const
export const ISSUED = [OPERATOR, 'issued'] as const
export const MAILS = [OPERATOR, 'mail'] as const
export const DELIVERIES = [OPERATOR, 'deliveries'] as const
export const AUDIT = [OPERATOR, 'audit'] as const
/** rows asked for at once */
export const PAGE = 50

export const alertsQuery = queryOptions({ queryKey: [OPERATOR, 'alerts'], queryFn: () => call(admin.listAlerts) })
export const partnersQuery = queryOptions({ queryKey: [OPERATOR, 'partners'], queryFn: () => call(partners.listPartners) })
export const platformsQuery = queryOptions({ queryKey: [OPERATOR, 'platforms'], queryFn: () => call(partners.listPlatforms) })

export type DeliveryState = 'pending' | 'delivered' | 'dead'

/** @param limit rows, at most 200 */
export const deliveriesQuery = (state: DeliveryState | undefined, limit: number) =>
  queryOptions({
    queryKey: [OPERATOR, 'deliveries', state ?? 'all', limit],
    queryFn: () => call(delivery.listAllDeliveries, { query: { ...(state && { state }), limit: String(limit) } }),
  })

export const DEAD_SHOWN = 50
