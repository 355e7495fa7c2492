/** Work that stays: callbacks to a port where nobody listens are tried again for days. */
const PATIENCE_MS = 60_000

/** Waits until what earlier load left to be done is done, so that each figure is of its own load. */
export async function settled(base: string): Promise<void> {
  const end = Date.now() + PATIENCE_MS
  let before = Number.NaN
  while (Date.now() < end) {
    const { queueLag } = (await (await fetch(`${base}/health/ready`)).json()) as { queueLag: Record<string, number> }
    const waiting = (queueLag.mail ?? 0) + (queueLag.rechecks ?? 0)
    if (waiting === 0 || waiting === before) return
    before = waiting
    await new Promise((resolve) => setTimeout(resolve, 2_000))
  }
}
