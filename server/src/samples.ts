import { readFile } from 'node:fs/promises'

export const SAMPLES = ['courses', 'skills'] as const
export type SampleName = (typeof SAMPLES)[number]

/** A published sample upload, as text. */
export const readSample = (name: SampleName): Promise<string> => readFile(new URL(`../samples/${name}.json`, import.meta.url), 'utf8')
