import { vi } from 'vitest'
import { run } from '../src/cli/laurel-server.ts'

/** What a command said, and how it ended. */
export interface Ran {
  code: number
  out: string
  err: string
}

/** One run of `laurel`, in this process. */
export async function laurel(words: string[], env: Record<string, string>): Promise<Ran> {
  const said = { out: '', err: '' }
  const hear = (where: 'out' | 'err') => (text: unknown) => {
    said[where] += String(text)
    return true
  }
  const spies = [
    vi.spyOn(process.stdout, 'write').mockImplementation(hear('out')),
    vi.spyOn(process.stderr, 'write').mockImplementation(hear('err')),
  ]
  try {
    const code = await run(words, env)
    return { code, ...said }
  } finally {
    for (const spy of spies) spy.mockRestore()
  }
}
