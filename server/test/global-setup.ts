import { prepareSnapshot, prepareTemplate } from './snapshot.ts'

/** Runs once before all server tests. @returns what runs once after them */
export default async function setup(): Promise<(() => Promise<void>) | undefined> {
  if (process.env.TEST_ENGINE !== 'postgres') {
    await prepareSnapshot()
    return undefined
  }
  const { name, drop } = await prepareTemplate()
  process.env.TEST_TEMPLATE = name
  return drop
}
