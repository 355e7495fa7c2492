/** `npm run demo:partner`: an issuing platform and wallet to try a running server with. */
import { readSettings } from '../settings.ts'
import { startDemoPartner } from './start.ts'

const PORT = 4100

try {
  const settings = await readSettings(process.env)
  const { address, partner } = await startDemoPartner(settings, Number(process.env.PORT || PORT))
  console.log(`${partner.name} is at ${address} and works with ${settings.base}.`)
  console.log(`Its pages there: ${settings.base}/partner (client id ${partner.clientId}, access key ${partner.accessKey})`)
} catch (error) {
  console.error((error as Error).message)
  process.exit(1)
}
