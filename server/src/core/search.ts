const MOST_WORDS = 8

/** The words of a search; all of them must occur, letter case does not matter. */
export const wordsOf = (search: string | undefined): string[] => (search ?? '').split(/\s+/).filter(Boolean).slice(0, MOST_WORDS)

/** The pattern of SQL `like` for texts that contain a word, whatever characters it has. */
export const containing = (word: string): string => `%${word.replace(/[\\%_]/g, '\\$&')}%`
