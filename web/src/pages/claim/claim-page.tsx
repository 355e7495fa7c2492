import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { lazy, Suspense, useState } from 'react'
import { Refusal } from '../../call.ts'
import { useMessages } from '../../messages/language.tsx'
import { useMe } from '../../session.ts'
import { BrokenPage } from '../../ui/shell/broken-page.tsx'
import { Loading } from '../../ui/shell/loading.tsx'
import { usePageTitle } from '../../ui/shell/page-title.ts'
import { ChooseStep } from './choose-step.tsx'
import { type Claim, claimQuery } from './claim-query.ts'
import { type GoneFacts, GonePage } from './gone-page.tsx'
import { Invitation } from './invitation.tsx'
import { LandingPage } from './landing-page.tsx'
import { RecipientStep } from './recipient-step.tsx'

const ElsewherePage = lazy(() => import('../import/return-refused.tsx').then((module) => ({ default: module.ElsewherePage })))
const EmptyPull = lazy(() => import('../import/return-refused.tsx').then((module) => ({ default: module.EmptyPull })))

export function ClaimPage() {
  const { key } = useParams({ from: '/createmyresume/$key' })
  return <ClaimView token={key} />
}

/** Back from a partner: what was chosen there waits as behind a claim link. */
export function ReturnPage() {
  const { key } = useParams({ from: '/import/return/$key' })
  return <ClaimView token={key} />
}

function ClaimView({ token: key }: { token: string }) {
  const { claim: words } = useMessages()
  const { data: claim, error } = useQuery(claimQuery(key))
  const me = useMe()
  const queries = useQueryClient()
  const [arrived, setArrived] = useState(false)
  usePageTitle(claim && words.pageTitle(claim.partner.name))

  if (error instanceof Refusal && (error.code === 'pull_elsewhere' || error.code === 'pull_empty')) {
    const partner = typeof error.facts.partner === 'string' ? error.facts.partner : ''
    return <Suspense>{error.code === 'pull_elsewhere' ? <ElsewherePage token={key} /> : <EmptyPull partner={partner} />}</Suspense>
  }
  if (error instanceof Refusal && error.status === 404) return <LandingPage name={key} />
  if (error instanceof Refusal && error.status === 410) return <GonePage {...factsOf(error)} />
  if (!claim && error) return <BrokenPage error={error} />
  if (!claim) return <Loading />
  if (claim.state === 'claimed') return <GonePage state="claimed" partner={claim.partner.name} />
  if (claim.state === 'expired') return <GonePage state="expired" partner={claim.partner.name} at={claim.expiresAt} />
  const prove = (proved: Claim) => {
    setArrived(true)
    queries.setQueryData(claimQuery(key).queryKey, proved)
  }
  if (me && claim.recipientCheck?.required) {
    return <RecipientStep token={key} sentTo={claim.recipientCheck.sentTo} takesFocus={arrived} onProved={prove} />
  }
  if (me && claim.items) return <ChooseStep key={me.id} token={key} claim={claim} me={me} takesFocus={arrived} />
  const arrive = async () => {
    setArrived(true)
    await queries.refetchQueries(claimQuery(key))
  }
  return <Invitation claim={claim} onSignedIn={arrive} />
}

/** Who and when, as far as the server tells. */
function factsOf({ facts }: Refusal): GoneFacts {
  const text = (value: unknown): string | undefined => (typeof value === 'string' && value ? value : undefined)
  const { name } = (facts.partner ?? {}) as { name?: unknown }
  return { state: text(facts.state), partner: text(name), at: text(facts.on), byYou: facts.claimedByYou === true }
}
