import type { TestApp } from '../test/app.ts'
import { ADMIN_TOKEN } from '../test/app.ts'
import { type HeaderLines, makePartner, signIn, type TestPartner, tokenFor } from '../test/people.ts'
import { makePlatform, type TestPlatform } from '../test/platforms.ts'

/** Who takes part in a run: made once, through the front door, before anything is killed. */
export interface World {
  app: TestApp
  partner: TestPartner
  platform: TestPlatform
  people: readonly HeaderLines[]
  callbackUrl: string
}

export const SERVER_ENV = { LAUREL_ADMIN_TOKEN: ADMIN_TOKEN, LAUREL_SECRET: 'a secret of thirty-two characters or more' }

const PEOPLE = 8

export async function makeWorld(base: string, callbackUrl: string): Promise<World> {
  // the helpers of the tests look at nothing but the address
  const app = { base } as TestApp
  const people: HeaderLines[] = []
  for (let i = 0; i < PEOPLE; i++) people.push(await signIn(app, `person${i}@crash.example`))
  return { app, partner: await makePartner(app), platform: await makePlatform(app), people, callbackUrl }
}

/** A fresh access token after a restart. */
export async function renewToken(world: World): Promise<void> {
  world.partner.headers = await tokenFor(world.app, world.partner)
}
