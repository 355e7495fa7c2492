import { queryOptions } from '@tanstack/react-query'
import { Refusal } from '../../call.ts'
import { skillCall, skillData } from '../../skill-call.ts'
import { entry } from './entry.ts'

const key = entry.session
const segment = encodeURIComponent

export interface Session {
  recordVerificationId: string
  recordUserId: string
  name: string
  projects: { projectId: string; name: string; description?: string; startDate?: string; endDate?: string }[]
  experience: { workExperienceId: string; role: string; companyName: string; startDate?: string; endDate?: string }[]
  certificates: { credentialId: string; name: string; issuedOrganization?: string; issueDate?: string }[]
}

export interface Standing {
  status: string
  method: 'human' | 'assessment' | null
  endorsementType: string | null
  skills: { skillId: string; name: string; status: string }[]
  completedAt: string | null
}

export interface ChosenSkill {
  skillId: string
  name: string
  proofUrls: string[]
}

export type Method = 'human' | 'assessment'
export const HUMAN_TYPES = ['reporting_manager', 'tech_lead', 'client', 'founder_cxo', 'peer'] as const
export type HumanType = (typeof HUMAN_TYPES)[number]

const orNone =
  <T>(none: T) =>
  (error: unknown): T => {
    if (error instanceof Refusal && error.status === 404) return none
    throw error
  }

export const sessionQuery = queryOptions({
  queryKey: ['verify', 'session'],
  queryFn: async () => {
    const session = await skillData<Session>('GET', `/step3/store-verification-items/session/${segment(key)}`, { key })
    const id = segment(session.recordVerificationId)
    const [standing, stored] = await Promise.all([
      skillData<Standing>('GET', `/verifications/${id}`, { key }),
      skillData<{ skills: ChosenSkill[] }>('GET', `/step1/storeskills/${id}`, { key }).catch(orNone({ skills: [] })),
    ])
    return { session, standing, stored: stored.skills }
  },
  staleTime: Number.POSITIVE_INFINITY,
})

export const standingQuery = (recordVerificationId: string) =>
  queryOptions({
    queryKey: ['verify', 'standing'],
    queryFn: async () => {
      const id = segment(recordVerificationId)
      const standing = await skillData<Standing>('GET', `/verifications/${id}`, { key })
      const reviewer = await skillData<{ name: string }>('GET', `/storereviewerdetails/${id}`, { key }).catch(orNone({ name: '' }))
      return { ...standing, reviewer: reviewer.name }
    },
    refetchInterval: 20_000,
  })

export const catalogueQuery = (text: string) =>
  queryOptions({
    queryKey: ['verify', 'catalogue', text],
    queryFn: () =>
      skillData<{ skills: { skillId: string; name: string; category?: string }[] }>('GET', '/skills', {
        key,
        query: { ...(text && { query: text }), limit: '12' },
      }),
  })

export const storeSkills = ({ recordVerificationId, recordUserId }: Session, skills: readonly ChosenSkill[]) =>
  skillData('POST', '/step1/storeskills/store', {
    key,
    body: {
      recordVerificationId,
      recordUserId,
      skills: skills.map(({ skillId, proofUrls }) => ({ skillId, proofUrls: proofUrls.filter(Boolean) })),
    },
  })

export const checkUrl = (url: string) =>
  skillData<{ accessible: boolean; message: string }>('POST', '/step1/storeskills/verify-url', { key, body: { url } })

export const storeMethod = (recordVerificationId: string, method: Method, endorsementType: HumanType) =>
  skillData('POST', '/step2/verification-method', {
    key,
    body: { recordVerificationId, verificationMethod: method, ...(method === 'human' && { endorsementType }) },
  })

export interface ChosenItems {
  projectIds: string[]
  workExperienceIds: string[]
  credentialIds: string[]
}

export const storeItems = (items: ChosenItems) =>
  skillData('POST', '/step3/store-verification-items/store', { key, body: { sessionToken: key, ...items } })

export interface Reviewer {
  name: string
  email: string
  company: string
  website: string
}

export async function askReviewer(recordVerificationId: string, { website, ...reviewer }: Reviewer): Promise<void> {
  await skillData('POST', '/storereviewerdetails/store', {
    key,
    body: { recordVerificationId, ...reviewer, ...(website && { website }) },
  })
  await mailReviewer(recordVerificationId)
}

export const mailReviewer = (recordVerificationId: string) =>
  skillData('POST', '/humanverification/send-email', { key, body: { recordVerificationId } })

export interface Question {
  questionId: string
  question: string
  options: string[]
}

export interface QuestionSet {
  questions: Question[]
  expiresAt?: string
}

/** Starts, goes on with what is open, or starts again after a failed attempt. */
export async function openQuestions(recordVerificationId: string): Promise<QuestionSet> {
  const body = { recordVerificationId }
  try {
    return await skillData<QuestionSet>('POST', '/assessment/generate', { key, body })
  } catch (error) {
    if (!(error instanceof Refusal && error.code === 'RETAKE_REQUIRED')) throw error
    return skillData<QuestionSet>('POST', '/assessment/retakeassessment', { key, body })
  }
}

export interface Result {
  result: {
    score: number
    passed: boolean
    correctAnswers: number
    totalQuestions: number
    message: string
    perSkill?: { skillId: string; name?: string; correctAnswers: number; totalQuestions: number }[]
  }
  verifiedSkills: { skillId: string; name: string; verified: boolean; verifiedAt?: string }[]
}

export const submitAnswers = (recordVerificationId: string, answers: { questionId: string; selectedAnswer: number }[]) =>
  skillCall<{ data: Result }>('POST', '/assessment/submit', { key, body: { recordVerificationId, answers } }).then(({ data }) => data)
