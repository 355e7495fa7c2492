import './styles/index.css'

/** A page in the background, or in a frame nobody sees, is never painted. */
const LONGEST_WAIT_MS = 200

const painted = (): Promise<unknown> =>
  Promise.race([
    new Promise((done) => requestAnimationFrame(() => setTimeout(done))),
    new Promise((done) => setTimeout(done, LONGEST_WAIT_MS)),
  ])

// What the server wrote is on the screen before any script has work to do.
await painted()
const { begin } = await import('./main.tsx')
await begin()
