import { startTestApp, type TestApp } from './app.ts'
import { call, type HeaderLines, signIn } from './people.ts'
import { type Met, meet, reachThrough, redeem } from './wallet-client.ts'

export const RESUME = { ldp: 'LaurelResumeCredential_ldp_vc', jwt: 'LaurelResumeCredential_jwt_vc_json' }

// biome-ignore lint/suspicious/noExplicitAny: tests look into whatever an offer holds
type Offer = any

/** A person with a resume, and the wallet they want it in. */
export interface Holder {
  app: TestApp
  /** headers with the session cookie of Ada Holder */
  person: HeaderLines
  offer(body?: unknown): Promise<Offer>
  statusOf(offerId: string): Promise<string>
  /** an offer met, and its token */
  admitted(body?: unknown): Promise<{ made: Offer; met: Met; token: string }>
}

export async function startHolder(): Promise<Holder> {
  const app = await startTestApp()
  reachThrough(app.base, app.config.baseUrl)
  const person = await signIn(app, 'holder@example.org')
  await call(app, 'PATCH', '/api/me', { headers: person, body: { givenName: 'Ada', familyName: 'Holder' } })
  const offer = async (body: unknown = {}): Promise<Offer> =>
    (await call(app, 'POST', '/api/me/wallet-offers', { headers: person, body })).body
  return {
    app,
    person,
    offer,
    statusOf: async (id) => (await call(app, 'GET', `/api/me/wallet-offers/${id}`, { headers: person })).body.status,
    admitted: async (body) => {
      const made = await offer(body)
      const met = await meet(made.deepLink)
      return { made, met, token: (await redeem(met, made.transactionCode)).body.access_token }
    },
  }
}
