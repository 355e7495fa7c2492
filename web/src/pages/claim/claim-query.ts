import { queryOptions } from '@tanstack/react-query'
import { intake, type Output } from '../../../../server/src/api.ts'
import { call } from '../../call.ts'

export type Claim = Output<typeof intake.getClaim>

export const claimQuery = (identifierToken: string) =>
  queryOptions({
    queryKey: ['claim', identifierToken],
    queryFn: () => call(intake.getClaim, { params: { identifierToken } }),
    staleTime: 60_000,
    // what was said no to while the page was loading is said at once, not asked again
    retryOnMount: false,
  })
