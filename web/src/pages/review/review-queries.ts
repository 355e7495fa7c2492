import { queryOptions } from '@tanstack/react-query'
import { skillCall, skillData } from '../../skill-call.ts'

/** What a reviewer is asked. @see facts 6.7 */
export interface Asked {
  recordVerificationId: string
  endorserInfo: { name: string; company: string; email: string }
  requesterInfo: { name: string; email: string; externalStudentId: string }
  source: { type: 'experience' | 'project' | 'certificate'; title: string; subtitle: string; meta: string; description: string }
  skills: { skillId: string; name: string; proofUrl: string[] }[]
  endorsementType?: string
}

export interface ReviewStatus {
  alreadySubmitted: boolean
  expired: boolean
}

export interface ReviewLink {
  recordVerificationId: string
  reviewerToken: string
}

const segment = encodeURIComponent

export const askedQuery = ({ recordVerificationId, reviewerToken }: ReviewLink) =>
  queryOptions({
    queryKey: ['review', recordVerificationId, reviewerToken],
    queryFn: async () => {
      const [status, asked] = await Promise.all([
        skillCall<ReviewStatus>('GET', `/humanverification/status/${segment(recordVerificationId)}`),
        skillData<Asked>('GET', `/humanverification/verify-page/${segment(recordVerificationId)}`, { query: { reviewerToken } }),
      ])
      return { status, asked }
    },
    staleTime: Number.POSITIVE_INFINITY,
  })

export const sendCode = (reviewerToken: string) =>
  skillData<{ sentTo?: string; expiresIn?: number }>('POST', '/humanverification/code', { query: { reviewerToken } })

export interface Answer {
  skillIds: string[]
  comment?: string
  relationship?: string
  decline?: true
  code?: string
}

export const submitAnswer = (reviewerToken: string, answer: Answer) =>
  skillData<{ skillsVerified: number }>('POST', '/humanverification/verify', { query: { reviewerToken }, body: answer })
