import { inspect } from './inspect.ts'
import { issue } from './issue.ts'
import { UsageError, usage } from './usage.ts'
import { verify } from './verify.ts'

/** First word to command. A command gets the words after it and gives the exit code; `admin` and `audit` join here. */
const commands: Readonly<Record<string, (words: string[]) => Promise<number>>> = { verify, inspect, issue }

async function main([first = '', ...words]: string[]): Promise<number> {
  if (first === 'help' || first === '--help' || first === '-h') {
    process.stdout.write(`${usage}\n`)
    return 0
  }
  const command = Object.hasOwn(commands, first) ? commands[first] : undefined
  if (command === undefined) throw new UsageError(first === '' ? 'no command' : `there is no command ${JSON.stringify(first)}`)
  return command(words)
}

main(process.argv.slice(2)).then(
  (code) => {
    process.exitCode = code
  },
  (error: unknown) => {
    process.exitCode = 2
    process.stderr.write(`laurel: ${error instanceof Error ? error.message : String(error)}\n`)
    if (error instanceof UsageError) process.stderr.write(`\n${usage}\n`)
  },
)
