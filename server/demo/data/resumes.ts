import type { DemoPerson } from './people.ts'
import { HEADS } from './people.ts'
import type { SignedIn } from './signed-in.ts'

/** What a person wrote at the top of the resume, and their own entries. */
export async function writeResume({ my }: SignedIn, { key }: DemoPerson): Promise<void> {
  const head = HEADS[key as keyof typeof HEADS]
  await my('PATCH', '/me/resume', { profile: head.profile, ...('settings' in head && { settings: head.settings }) })
  for (const entry of head.entries) await my('POST', '/me/resume/entries', entry)
}

export const PASSCODE = 'leaf-2026'

/** Two links to one resume: for everybody, and behind a passcode. @returns the address of the first */
export async function share({ my }: SignedIn): Promise<string> {
  const { url } = await my('POST', '/me/shares', { slug: 'ada-okafor', label: 'On my website', isPublic: true })
  await my('POST', '/me/shares', { slug: 'ada-for-rivertown', label: 'For Rivertown', passcode: PASSCODE, downloadAllowed: false })
  return url
}

/** Takes everything that waits under "new credentials". */
export async function takeInbox({ my }: SignedIn): Promise<void> {
  const { items } = await my('GET', '/me/inbox')
  if (items.length > 0) await my('POST', '/me/inbox', { include: items.map(({ id }: { id: string }) => id) })
}
