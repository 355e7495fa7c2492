/** Something in the words typed is wrong; the usage is printed beside it and the exit code is 2. */
export class UsageError extends Error {}

export const usage = `laurel: read, check and sign credentials

  laurel verify <file|url|->...  [--json] [--offline]
      Checks each credential (JSON, JWT, baked PNG or SVG, a resume PDF) and prints every check with its reason.
      Exit code 0: verified, or verified with an issuer nobody vouches for; 1: anything else definite; 2: could not be checked.
  laurel inspect <file|url|->    [--json]
      Prints what a credential says. Proves nothing.
  laurel issue <file|-> --key <key.json> [--suite <name>] [--jwt] [--created <date>] [--out <file>]
      Signs a credential. The key file is made on first use.

  laurel admin --help, laurel audit verify
      The operator's commands, where the Laurel server is installed.

  --json     one object, or an array for several files
  --offline  nothing leaves this machine: contexts, keys and status lists that are not here count as unknown;
             those a resume PDF carries are used, each check says of when they are, and nobody vouches for the issuers' names

  LAUREL_CONTEXTS_DIR   a folder of further contexts, with index.json
  LAUREL_CACHE_DIR      where contexts fetched once are kept`

export interface Words {
  names: string[]
  flags: Set<string>
  values: Map<string, string>
}

/** Splits words into names, `--flags` and `--keys value`. @throws UsageError for a flag nobody knows */
export function split(words: readonly string[], known: { flags: readonly string[]; values: readonly string[] }): Words {
  const found: Words = { names: [], flags: new Set(), values: new Map() }
  for (let index = 0; index < words.length; index++) {
    const word = words[index] as string
    if (known.flags.includes(word)) found.flags.add(word)
    else if (known.values.includes(word)) {
      const value = words[++index]
      if (value === undefined) throw new UsageError(`${word} needs a value`)
      found.values.set(word, value)
    } else if (word.startsWith('--')) throw new UsageError(`there is no option ${word}`)
    else found.names.push(word)
  }
  return found
}
