import { prepareSnapshot } from './snapshot.ts'

/** Runs once before all server tests. */
export default async function setup(): Promise<void> {
  if (process.env.TEST_ENGINE !== 'postgres') await prepareSnapshot()
}
