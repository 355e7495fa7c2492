/** `npm run demo`: loads people, partners and credentials into a running server, so that every page has something to show. */
import { loadDemo } from './data/load.ts'
import { readSettings } from './settings.ts'

try {
  const settings = await readSettings(process.env)
  const { base } = settings
  const { people, partners, links } = await loadDemo(settings, (line) => console.log(`  ${line}`))
  console.log(`\nThe demo is loaded. Ways in:\n`)
  console.log(`People, at ${base}/sign-in (the code is in the operator’s mailbox and in the folder mail/ of the data folder):`)
  for (const { email, givenName, familyName } of people) console.log(`  ${email}  ${givenName} ${familyName}`)
  console.log(`\nPartners, at ${base}/partner:`)
  for (const { name, clientId, accessKey } of partners) console.log(`  ${name}: client id ${clientId}, access key ${accessKey}`)
  console.log(`\nOperator: the one-time link the server printed when it started leads to ${base}/operator.\n`)
  for (const [what, address] of links) console.log(`${what}:\n  ${address}`)
} catch (error) {
  console.error((error as Error).message)
  process.exit(1)
}
