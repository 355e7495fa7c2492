import { useSuspenseQuery } from '@tanstack/react-query'
import { type OwnPartner, ownPartnerQuery } from './partner-queries.ts'

/** The signed-in partner; the frame of these pages has loaded it. */
export const useOwnPartner = (): OwnPartner => useSuspenseQuery(ownPartnerQuery).data
