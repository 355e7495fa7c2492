import { ConfigError } from '../config.ts'
import { admin } from './admin.ts'
import { audit } from './audit.ts'
import { UsageError } from './read-options.ts'
import { Refused } from './speak.ts'

type Run = (words: readonly string[], env: Readonly<Record<string, string | undefined>>) => Promise<number>

/** What only some commands need is loaded only for them. */
const commands: Readonly<Record<string, Run>> = {
  admin,
  audit,
  backup: async (...given) => (await import('./backup.ts')).backup(...given),
  restore: async (...given) => (await import('./restore.ts')).restore(...given),
}

/** Runs `laurel admin …`, `laurel audit …`, `laurel backup …` and `laurel restore …`. @param words the first names the command @returns the exit code */
export async function run([first = '', ...words]: readonly string[], env: Readonly<Record<string, string | undefined>>): Promise<number> {
  try {
    const command = Object.hasOwn(commands, first) ? commands[first] : undefined
    if (!command) throw new UsageError(`laurel ${Object.keys(commands).join(' …, laurel ')} …`)
    return await command(words, env)
  } catch (error) {
    process.stderr.write(`laurel: ${error instanceof Error ? error.message : String(error)}\n`)
    if (error instanceof UsageError || error instanceof ConfigError) return 2
    return error instanceof Refused ? 1 : 2
  }
}
