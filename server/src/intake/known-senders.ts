import type { IncomingMessage } from 'node:http'
import type { UploadTurns } from './upload-turns.ts'

const MOST_KNOWN = 10_000

/** Who sends with which `Authorization`, for as long as it is among those seen last. */
export interface KnownSenders {
  saw(authorization: string | undefined, partnerId: string): void
  mustComeAgain(request: IncomingMessage): boolean
}

/**
 * A partner whose own uploads wait already is told so before its token is looked up. Being known here opens nothing: it only ever leads
 * to the refusal that would come later anyway.
 *
 * @see reliability L6, L8
 */
export function createKnownSenders(turns: Pick<UploadTurns, 'areLong'>): KnownSenders {
  const partners = new Map<string, string>()
  return {
    saw: (authorization, partnerId) => {
      if (authorization === undefined) return
      partners.delete(authorization)
      partners.set(authorization, partnerId)
      if (partners.size > MOST_KNOWN) partners.delete(partners.keys().next().value as string)
    },
    mustComeAgain: ({ method, headers }) => {
      if (method !== 'POST' || headers.authorization === undefined) return false
      const partnerId = partners.get(headers.authorization)
      return partnerId !== undefined && turns.areLong(partnerId, Number(headers['content-length'] ?? 0))
    },
  }
}
