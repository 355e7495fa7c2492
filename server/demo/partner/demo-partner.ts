import { randomUUID } from 'node:crypto'
import type { JsonObject } from '@laurel/credentials'
import { badgeOf, carrierOf, type DemoIssuer, signed } from '../badges.ts'
import { type Ask, createClient, type Exchange } from '../client.ts'
import { type DemoPartner, upload } from '../operator.ts'
import { describeCredential, receive } from './wallet.ts'

/** Whom the demo sends to. */
export interface Somebody {
  recipientId: string
  givenName: string
  familyName: string
  email: string
}

const KEPT_EXCHANGES = 60

/** A small issuing platform and wallet: what it does in each of the four directions, with a log of the wire. */
export function createDemoPartner({ base, partner, issuer }: { base: string; partner: DemoPartner; issuer: DemoIssuer }) {
  const log: Exchange[] = []
  const ask: Ask = createClient((exchange) => {
    log.push(exchange)
    log.splice(0, log.length - KEPT_EXCHANGES)
  })
  const sendTo = async (who: Partial<Somebody>, credentials: JsonObject[], more: object = {}) =>
    upload(ask, base, partner, {
      ...more,
      recipient: { id: who.recipientId ?? '', givenName: who.givenName ?? '', familyName: who.familyName ?? '', email: who.email ?? '' },
      credentials,
    })
  return {
    log,
    partner,
    /** Push: the person pressed a button here. @returns where the browser goes next */
    push: async (who: Somebody): Promise<string> => (await sendTo(who, await coursesOf(issuer))).redirect_url,
    /** Event push: something was issued, nobody asked. @returns what the server said of each */
    pushEvent: async (who: Somebody): Promise<{ status: string; verdict: string }[]> => {
      const { results } = await sendTo(who, [await newsOf(issuer)])
      return results
    },
    /** Pull: the person came from the import page and said yes. */
    pull: async (recipienttoken: string): Promise<void> => {
      await sendTo({}, await coursesOf(issuer), { recipienttoken })
    },
    /** Wallet: takes what a deep link offers. @returns what it got, in words */
    receive: async (deepLink: string, transactionCode: string): Promise<string> => {
      const { credential } = await receive(ask, deepLink, transactionCode)
      return describeCredential(credential)
    },
  }
}

export type DemoPartnerApp = ReturnType<typeof createDemoPartner>

const instance = (): string => `urn:uuid:${randomUUID()}`

/** Two courses and a carrier of three skills, each with an id of its own, really signed. */
async function coursesOf(issuer: DemoIssuer): Promise<JsonObject[]> {
  const courses = [
    { title: 'Statistics for Decisions', description: 'Describes, compares and tests data of one’s own.', on: '2026-02-12T00:00:00Z' },
    { title: 'Technical Writing', description: 'Writes so that a reader can act.', on: '2026-05-20T00:00:00Z' },
  ].map((text) => badgeOf(issuer, { ...text, id: instance(), type: 'Course' }))
  const skills = carrierOf(
    issuer,
    { id: instance(), title: 'Capstone project', description: 'Skills shown in the capstone.', type: '', on: '2026-06-01T00:00:00Z' },
    [
      { name: 'Data analysis', description: 'Finds what data say, and what they do not.', level: 'advanced' },
      { name: 'Clear writing', description: 'Says one thing at a time.', level: 'intermediate' },
    ],
  )
  return Promise.all([...courses, skills].map((document) => signed(issuer, document)))
}

const newsOf = (issuer: DemoIssuer): Promise<JsonObject> =>
  signed(
    issuer,
    badgeOf(issuer, {
      id: instance(),
      title: 'Peer Tutor',
      description: 'Helped 12 students through the first year.',
      type: 'Badge',
      on: '2026-09-01T00:00:00Z',
    }),
  )
