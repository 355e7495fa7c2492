import { ConfigError } from '../config.ts'
import { admin } from './admin.ts'
import { audit } from './audit.ts'
import { UsageError } from './read-options.ts'
import { Refused } from './speak.ts'

const commands = { admin, audit }

/** Runs `laurel admin …` and `laurel audit …`. @param words the first names the command @returns the exit code */
export async function run([first = '', ...words]: readonly string[], env: Readonly<Record<string, string | undefined>>): Promise<number> {
  try {
    if (first !== 'admin' && first !== 'audit') throw new UsageError('laurel admin … or laurel audit …')
    return await commands[first](words, env)
  } catch (error) {
    process.stderr.write(`laurel: ${error instanceof Error ? error.message : String(error)}\n`)
    if (error instanceof UsageError || error instanceof ConfigError) return 2
    return error instanceof Refused ? 1 : 2
  }
}
