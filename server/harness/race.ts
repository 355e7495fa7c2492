import { badge, call, type HeaderLines, push, signIn } from '../test/people.ts'
import type { World } from './world.ts'

const ACCOUNTS = 64

/** D3: 64 accounts want the same link at the same instant: one has it, and it is the one who was told so. */
export async function barrierRaces(world: World, races: number): Promise<string[]> {
  const { app, partner } = world
  const accounts: HeaderLines[] = []
  for (let i = 0; i < ACCOUNTS; i++) accounts.push(await signIn(app, `rival${i}@race.example`))
  const won = new Map<number, string[]>()
  const found: string[] = []
  for (let race = 0; race < races; race++) {
    const id = `urn:race:${race}`
    const { body } = await push(app, partner, { credentials: [badge({ id })] })
    const answers = await Promise.all(
      accounts.map((headers) => call(app, 'POST', `/api/claims/${body.identifier_token}`, { headers, body: {} })),
    )
    const winners = answers.flatMap(({ status }, account) => (status === 200 ? [account] : []))
    const odd = answers.filter(({ status }) => ![200, 404, 409, 410].includes(status)).map(({ status }) => status)
    if (winners.length !== 1 || odd.length > 0) found.push(`D3 race ${race}: ${winners.length} winners, other answers ${odd.join(' ')}`)
    for (const winner of winners) won.set(winner, [...(won.get(winner) ?? []), id])
  }
  for (const [account, headers] of accounts.entries()) {
    const { text } = await call(app, 'GET', '/api/me/resume', { headers })
    const has = [...text.matchAll(/"assertionId":"(urn:race:\d+)"/g)].map(([, id]) => id)
    const told = won.get(account) ?? []
    if ([...new Set(has)].sort().join() !== [...told].sort().join())
      found.push(`D3 account ${account} was told it won ${told.join(' ')} and holds ${has.join(' ')}`)
  }
  return found
}
