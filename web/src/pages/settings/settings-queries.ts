import { queryOptions } from '@tanstack/react-query'
import { accounts, connections, type Output } from '../../../../server/src/api.ts'
import { call } from '../../call.ts'

export type Session = Output<typeof accounts.listSessions>['sessions'][number]
export type Connection = Output<typeof connections.listConnections>['partners'][number]

const SETTINGS = 'settings'

export const addressesQuery = queryOptions({ queryKey: [SETTINGS, 'addresses'], queryFn: () => call(accounts.listAddresses) })
export const sessionsQuery = queryOptions({ queryKey: [SETTINGS, 'sessions'], queryFn: () => call(accounts.listSessions) })
export const connectionsQuery = queryOptions({ queryKey: [SETTINGS, 'partners'], queryFn: () => call(connections.listConnections) })
