import type { words } from '../../../server/src/api.ts'

/** `self-asserted` is how an unsigned claim is called when the person wrote it. */
export type SealWord = words.Verdict | 'self-asserted'

export type VerdictWords = Record<SealWord, { word: string; means: string }>

export type CheckWords = Record<string, Record<words.Check['outcome'], string>>
