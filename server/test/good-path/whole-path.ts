import type { TestApp } from '../app.ts'
import { type HeaderLines, makePartner, type TestPartner } from '../people.ts'
import { makePlatform, makePlatformKey, type TestPlatform } from '../platforms.ts'
import { operatorPath } from './operator-path.ts'
import { claimPath, partnerPath, pullPath } from './partner-path.ts'
import { leavingPath, personPath } from './person-path.ts'
import { platformPath } from './platform-path.ts'
import { enter, type Sender, senderFor, type Watcher } from './send.ts'

/** One of everybody: a tenant with its own partners, keys and person, each of which nobody else shares. */
export interface Cast {
  name: string
  email: string
  partners: readonly TestPartner[]
  keys: readonly TestPlatform[]
  person: HeaderLines
}

const MODES = ['live', 'test'] as const

export async function makeCast(app: TestApp, name: string): Promise<Cast> {
  const email = `${name}@people.example`
  const partners: TestPartner[] = []
  for (const mode of MODES) partners.push(await makePartner(app, { name: `${name} ${mode}`, slug: `${name}-${mode}`, mode }))
  const test = await makePlatform(app)
  return {
    name,
    email,
    partners,
    keys: [test, await makePlatformKey(app, test.id, { mode: 'live' })],
    person: await enter(senderFor(app), email),
  }
}

/** Everything everybody of one cast does, in both modes: a request to every endpoint there is. @throws Error when one is refused */
export async function walkWholePath(app: TestApp, cast: Cast, watcher: Watcher): Promise<void> {
  const sender: Sender = senderFor(app, watcher)
  for (const partner of cast.partners) {
    const tokens = await partnerPath(sender, partner, cast.email)
    await claimPath(sender, cast.person, cast.email, tokens)
    await pullPath(sender, partner, cast.person)
  }
  await personPath(sender, cast.person, cast.email)
  for (const key of cast.keys) await platformPath(sender, key)
  await operatorPath(sender, cast.partners[0] as TestPartner)
  await leavingPath(sender, `leaver.${cast.email}`)
}
