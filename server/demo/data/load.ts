import { issuerWith } from '../badges.ts'
import { type Ask, createClient } from '../client.ts'
import { createOperator, type DemoPartner, type Operator, tokenFor, upload } from '../operator.ts'
import type { DemoSettings } from '../settings.ts'
import { alteredFrom, type DemoIssuers, forAda, fromAdultSchool, laterForAda, unsignedFrom } from './credentials.ts'
import { ensurePartners } from './partners.ts'
import { ADA, type DemoPerson, LAYLA, MATEO, NOOR, PRIYA, YUKI } from './people.ts'
import { recall } from './remembered.ts'
import { PASSCODE, share, takeInbox, writeResume } from './resumes.ts'
import { type SignedIn, signIn } from './signed-in.ts'
import { createSkillPlatform } from './skills.ts'

export interface WaysIn {
  people: readonly DemoPerson[]
  partners: readonly DemoPartner[]
  links: readonly [what: string, address: string][]
}

/** Does a named piece of work once, and remembers what it gave. */
type Step = (name: string, work: () => Promise<string | undefined>) => Promise<string>

/**
 * Loads the demo: partners, people and what they were sent, skills, own words, shares. Everything goes through the public API; a second
 * run does only what is missing.
 *
 * @param tell hears of each piece of work as it starts
 */
export async function loadDemo({ base, adminToken, dataDir }: DemoSettings, tell: (line: string) => void = () => {}): Promise<WaysIn> {
  const ask = createClient()
  const operator = createOperator(ask, base, adminToken)
  const kept = await recall(operator, dataDir)
  const partners = await ensurePartners(operator, kept)
  const { college, adult, club } = partners
  const issuers: DemoIssuers = {
    college: issuerWith(kept.value.college, college.name, 'https://montana.demo.example'),
    adult: issuerWith(kept.value.adult, adult.name, 'https://adult.demo.example'),
  }
  const step: Step = async (name, work) => {
    const before = kept.value.done[name]
    if (before !== undefined) return before
    tell(name)
    const gave = (await work()) ?? ''
    kept.value.done[name] = gave
    await kept.save()
    return gave
  }
  const sessions = new Map<string, SignedIn>()
  const as = async (who: DemoPerson): Promise<SignedIn> => {
    const session = sessions.get(who.key) ?? (await signIn(ask, base, operator, who))
    sessions.set(who.key, session)
    return session
  }
  const send = async (partner: DemoPartner, who: DemoPerson, credentials: readonly unknown[]): Promise<string> => {
    const { recipientId: id, givenName, familyName, email } = who
    return (await upload(ask, base, partner, { recipient: { id, givenName, familyName, email }, credentials })).redirect_url
  }
  const give = async (partner: DemoPartner, who: DemoPerson, credentials: readonly unknown[]): Promise<void> =>
    (await as(who)).claim(await send(partner, who, credentials))

  await step('Vouch for the college', async () => void (await operator.vouch(issuers.college.did, college.name, 'montana.demo.example')))
  for (const who of [ADA, MATEO, YUKI, LAYLA])
    await step(`The resume of ${who.givenName}`, async () => void (await writeResume(await as(who), who)))
  await step('Credentials of Ada', async () => {
    await give(college, ADA, await forAda(issuers.college))
    await give(adult, ADA, [await fromAdultSchool(issuers.adult, 'ada', 'Teaching Adults')])
    await give(club, ADA, unsignedFrom(club.name, 'ada', ['Member since 2019', 'Book of the Year jury']))
    return undefined
  })
  await step('Credentials of the others', async () => {
    await give(college, MATEO, [await alteredFrom(issuers.college, 'mateo')])
    await give(adult, YUKI, [await fromAdultSchool(issuers.adult, 'yuki', '日本語ビジネス文書')])
    await give(adult, LAYLA, [await fromAdultSchool(issuers.adult, 'layla', 'شهادة تدريس الكبار')])
    return undefined
  })
  await step('A credential its sender takes back', async () => {
    const [pin] = unsignedFrom(club.name, 'mateo', ['Volunteer of the month'])
    await give(club, MATEO, [pin])
    await withdraw(ask, base, club, String(pin?.id))
    return undefined
  })
  const claimLink = await step('What waits for Priya', async () =>
    send(adult, PRIYA, [await fromAdultSchool(issuers.adult, 'priya', 'Bookkeeping')]),
  )
  await step('What Noor can find', async () => send(adult, NOOR, [await fromAdultSchool(issuers.adult, 'noor', 'Welding')]))
  const reviewLink = await verifySkills({ ask, base, operator, as, step })
  await step('Something new for Ada', async () => send(college, ADA, [await laterForAda(issuers.college)]))
  const shared = await step('Two links to Ada’s resume', async () => share(await as(ADA)))
  return {
    people: [ADA, MATEO, YUKI, LAYLA],
    partners: [college, adult, club],
    links: [
      ['Ada’s resume, as others see it', shared],
      [`the same behind the passcode ${PASSCODE}`, `${base}/r/ada-for-rivertown`],
      ['what waits for Priya', claimLink],
      [`find my resume: ${NOOR.givenName} ${NOOR.familyName}, ${NOOR.email}`, `${base}/findmyresume/${adult.slug}`],
      ['a reviewer’s link that waits', reviewLink],
    ],
  }
}

/** Skills by the skill API: endorsed, revoked later, waiting for a reviewer, and guessed in an assessment. @returns the waiting link */
async function verifySkills(deps: {
  ask: Ask
  base: string
  operator: Operator
  as(who: DemoPerson): Promise<SignedIn>
  step: Step
}): Promise<string> {
  const { ask, base, operator, as, step } = deps
  const apiKey = await step('A job board with a key', async () => {
    const { id } = await operator.admin('POST', '/platforms', { name: 'Rivertown Jobs' })
    await operator.admin('POST', `/platforms/${id}/keys`, { mode: 'test' })
    return (await operator.admin('POST', `/platforms/${id}/keys`, { mode: 'live' })).apiKey
  })
  const platform = createSkillPlatform(ask, base, operator, apiKey)
  const report = { name: 'Attendance report', description: 'A weekly report for 14 schools.' }
  const shop = { name: 'A faster checkout', description: 'Rebuilt the checkout of a shop.' }
  const boss = { name: 'Robin Hale', email: 'robin.hale@rivertown.example', company: 'Rivertown Public Schools' }
  const lead = { name: 'Sam Ortiz', email: 'sam.ortiz@harborweb.example', company: 'Harbor Web Works' }
  await step('Ada’s manager endorses two skills', async () => {
    await platform.endorsed(ADA, ['skill_sql', 'skill_data_analysis'], report, boss, 'Every number in it can be traced.')
    await takeInbox(await as(ADA))
    return undefined
  })
  await step('Mateo’s lead endorses a skill, which is revoked', async () => {
    await platform.endorsed(MATEO, ['skill_javascript'], shop, lead, 'Small and quick.')
    await takeInbox(await as(MATEO))
    const { credentials } = await operator.admin('GET', '/credentials?search=javascript&limit=1')
    await operator.admin('POST', `/credentials/${encodeURIComponent(credentials[0].id)}/revoke`, { reason: 'Endorsed by mistake.' })
    return undefined
  })
  await step('Yuki tries an assessment', async () => void (await platform.guessed(YUKI, ['skill_project_management'], report)))
  return step('A reviewer who has not answered', async () =>
    platform.waiting(PRIYA, ['skill_communication'], report, { ...boss, email: 'kim.doe@rivertown.example', name: 'Kim Doe' }),
  )
}

async function withdraw(ask: Ask, base: string, partner: DemoPartner, assertionId: string): Promise<void> {
  const authorization = `Bearer ${await tokenFor(ask, base, partner)}`
  await ask(`${base}/api/v1/credentials/${encodeURIComponent(assertionId)}`, { method: 'DELETE', headers: { authorization } })
}
