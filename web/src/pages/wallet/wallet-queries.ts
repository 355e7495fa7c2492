import { queryOptions } from '@tanstack/react-query'
import { type Output, type resume, wallet } from '../../../../server/src/api.ts'
import { call } from '../../call.ts'
import type { Messages } from '../../messages/en.ts'
import { issuerWords } from '../../ui/issuer-words.ts'

export type Offer = Output<typeof wallet.createWalletOffer>
export type Status = Output<typeof wallet.getWalletOffer>['status']

const POLL_MS = 2_000

export const walletsQuery = queryOptions({ queryKey: ['wallets'], queryFn: () => call(wallet.listWallets) })

/** Asks until a wallet has it or none can have it any more. */
export const offerQuery = (id: string) =>
  queryOptions({
    queryKey: ['wallet-offer', id],
    queryFn: () => call(wallet.getWalletOffer, { params: { id } }),
    refetchInterval: ({ state }) => (state.data === undefined || state.data.status === 'waiting' ? POLL_MS : false),
    refetchIntervalInBackground: true,
  })

export interface Offerable {
  id: string
  title: string
  issuer: string
}

type Resume = Output<typeof resume.getResume>

const CANNOT_GO = ['unsigned', 'withdrawn']

/** What of a resume a wallet can take by itself: what somebody signed. */
export function offerableIn({ sections, skills }: Resume, messages: Messages): Offerable[] {
  const entries = sections.flatMap((section) => section.entries)
  const proofs = skills.flatMap((skill) => skill.proofs.map((proof) => ({ ...proof, title: skill.name })))
  return [...entries, ...proofs]
    .filter(({ verdict }) => !CANNOT_GO.includes(verdict))
    .map(({ id, title, ...proof }) => ({ id, title, issuer: issuerWords(proof, messages) }))
}
