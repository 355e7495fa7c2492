import type { Ask, Json } from '../client.ts'
import type { Operator } from '../operator.ts'
import type { DemoPerson } from './people.ts'

interface Work {
  name: string
  description: string
}

interface Reviewer {
  name: string
  email: string
  company: string
}

/** A platform that has skills verified, through the skill API alone. */
export function createSkillPlatform(ask: Ask, base: string, operator: Operator, apiKey: string) {
  const api = async (path: string, body: unknown): Promise<Json> =>
    (await ask(`${base}/api/v1${path}`, { headers: { 'x-api-key': apiKey }, body })).body
  const begin = async (who: DemoPerson, skillIds: readonly string[], method: 'human' | 'assessment', work: Work): Promise<string> => {
    const { data } = await api('/verify', {
      studentId: who.recipientId,
      name: [who.givenName, who.familyName].join(' '),
      email: who.email,
      callbackWebhookUrl: 'https://jobs.demo.example/hooks/skills',
      projects: [{ projectId: `${who.key}-${method}`, ...work }],
      experience: [],
      certificates: [],
    })
    const { recordVerificationId, recordUserId, sessionToken } = data
    await api('/step1/storeskills/store', {
      recordVerificationId,
      recordUserId,
      skills: skillIds.map((skillId) => ({ skillId, proofUrls: [`https://${who.key}.example.org/work`] })),
    })
    await api('/step2/verification-method', {
      recordVerificationId,
      verificationMethod: method,
      ...(method === 'human' && { endorsementType: 'reporting_manager' }),
    })
    await api('/step3/store-verification-items/store', { sessionToken, projectIds: [`${who.key}-${method}`] })
    return recordVerificationId
  }
  const askReviewer = async (recordVerificationId: string, reviewer: Reviewer): Promise<string> => {
    await api('/storereviewerdetails/store', { recordVerificationId, ...reviewer })
    await api('/humanverification/send-email', { recordVerificationId })
    const { mails } = await operator.admin('GET', `/mail?limit=1&to=${encodeURIComponent(reviewer.email)}`)
    return /reviewerToken=([0-9a-f-]+)/.exec(mails[0]?.text ?? '')?.[1] ?? ''
  }
  return {
    /** A reviewer is mailed, proves the mailbox and endorses. */
    async endorsed(who: DemoPerson, skillIds: readonly string[], work: Work, reviewer: Reviewer, comment: string): Promise<void> {
      const token = await askReviewer(await begin(who, skillIds, 'human', work), reviewer)
      await ask(`${base}/api/v1/humanverification/code?reviewerToken=${token}`, { method: 'POST' })
      const code = await operator.codeMailedTo(reviewer.email)
      await ask(`${base}/api/v1/humanverification/verify?reviewerToken=${token}`, {
        body: { skillIds, code, comment, relationship: 'manager' },
      })
    },
    /** A reviewer is mailed and has not answered yet. @returns the link in that mail */
    async waiting(who: DemoPerson, skillIds: readonly string[], work: Work, reviewer: Reviewer): Promise<string> {
      const id = await begin(who, skillIds, 'human', work)
      const token = await askReviewer(id, reviewer)
      return `${base}/review?recordVerificationId=${id}&reviewerToken=${token}`
    },
    /** An assessment, its answers guessed: it rarely passes. */
    async guessed(who: DemoPerson, skillIds: readonly string[], work: Work): Promise<void> {
      const recordVerificationId = await begin(who, skillIds, 'assessment', work)
      const made = await api('/assessment/generate', { recordVerificationId })
      const ids = [...JSON.stringify(made).matchAll(/"questionId":"([^"]+)"/g)].map(([, questionId]) => questionId)
      await api('/assessment/submit', {
        recordVerificationId,
        answers: ids.map((questionId) => ({ questionId, selectedAnswer: 0 })),
      })
    },
  }
}

export type SkillPlatform = ReturnType<typeof createSkillPlatform>
